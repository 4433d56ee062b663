import type { SourceState } from '../../shared/pulls/pull.ts'
import { NoticeText } from '../components/notice-text.tsx'
import { Plain } from '../components/plain.tsx'
import { useWindowState } from '../state/use-app.ts'

/** Who is heard, and who should be and is not. */
export function SourcesLine({ sources }: { readonly sources: readonly SourceState[] }) {
  const { pulls: words } = useWindowState().locale.words
  if (sources.length === 0) return null
  const lost = sources.filter(({ state }) => state === 'lost').length
  return (
    <details className="fold">
      <summary>
        {words.sources}
        {lost > 0 && (
          <>
            {' · '}
            <span className="warning">{words.lost(lost)}</span>
          </>
        )}
      </summary>
      <ul className="sources">
        {sources.map(({ source, of, state, notice }) => (
          <li key={`${source} ${of}`}>
            <Plain text={of} />: {words.state[state]} <span className="aside">({words.source[source]})</span>
            {notice && <NoticeText notice={notice} tone={state === 'lost' ? 'warning' : 'quiet'} />}
          </li>
        ))}
      </ul>
    </details>
  )
}
