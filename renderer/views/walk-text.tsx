import { useMirrorWords } from '../locales/mirror-words.ts'
import type { CatalogReading } from '../state/use-catalog.ts'

/** How far a walk through a catalog has come, and the way to end it. */
export function WalkText({ reading: { walk, progress, stop } }: { readonly reading: CatalogReading }) {
  const { catalog: words } = useMirrorWords()
  if (walk === 'none') return null
  const isStopping = walk === 'stopping'
  return (
    <div className="walk">
      <p>
        {isStopping ? words.stopping : words.reading} {/* Heard once it has begun, not page for page. */}
        <span className="aside figure">{progress && words.progress(progress.count, progress.pages)}</span>
      </p>
      <button type="button" disabled={isStopping} onClick={stop}>
        {words.stop}
      </button>
    </div>
  )
}
