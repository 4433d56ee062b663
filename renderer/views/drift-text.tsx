import type { Drift } from '../../shared/drift.ts'
import { DiffText } from '../components/diff-text.tsx'
import { clock } from '../model/clock.ts'
import { useWindowState } from '../state/use-app.ts'

/** One file that was changed outside: when, by whom as far as one can tell, and what. */
export function DriftText({ file }: { readonly file: Drift['files'][number] }) {
  const { locale, now } = useWindowState()
  const { drift: words } = locale.words
  const { path, diff, changedAt, writer } = file
  const { message, hint } = locale.say(writer)
  return (
    <section className="drift" aria-label={path}>
      <p>
        <code className="path">{path}</code>{' '}
        <span className="aside">
          {changedAt === null ? words.gone : words.changed(clock(changedAt, now, locale.tag))}
        </span>
      </p>
      <p className="aside">
        {message} {hint}
      </p>
      {diff === null ? <p className="aside">{words.noDiff}</p> : <DiffText diff={diff} label={words.diffOf(path)} />}
    </section>
  )
}
