import type { EngineStatus } from '../../shared/contract.ts'
import { NoticeText } from '../components/notice-text.tsx'
import { clock } from '../model/clock.ts'
import { shortDigest } from '../model/diff-lines.ts'
import { useWindowState } from '../state/use-app.ts'

/** What stands behind an engine's state: the order of endpoints, the files, the evidence. */
export function EngineDetails({ engine }: { readonly engine: EngineStatus }) {
  const { locale, now } = useWindowState()
  const { engines: words } = locale.words
  const { effective, targets, proof, notes, found } = engine
  const byUpstream = [...Map.groupBy(effective, ({ upstream }) => upstream)]
  return (
    <dl className="details">
      <dt>{words.order}</dt>
      {byUpstream.length === 0 && <dd>{words.straight}</dd>}
      {byUpstream.map(([upstream, endpoints]) => (
        <dd key={upstream}>
          {upstream}
          <ol>
            {endpoints.map(({ endpoint }) => (
              <li key={endpoint}>
                <code>{endpoint}</code>
              </li>
            ))}
          </ol>
        </dd>
      ))}
      {targets.length > 0 && <dt>{words.files}</dt>}
      {targets.map(({ path, digest, ours }) => (
        <dd key={path}>
          <code>{path}</code>
          <span className="aside">
            {digest === null ? words.absent : <code title={digest}>{shortDigest(digest)}</code>}
            {ours && ` · ${words.ours}`}
          </span>
        </dd>
      ))}
      {proof && (
        <>
          <dt>{words.evidence}</dt>
          <dd>
            {words.proofOf(proof.image, proof.mirror, clock(proof.at, now, locale.tag))}
            <pre className="evidence">{proof.evidence.join('\n')}</pre>
          </dd>
        </>
      )}
      {found.length > 0 && <dt>{words.found}</dt>}
      {found.map((by) => (
        <dd key={by.code + by.message}>{locale.say(by).message}</dd>
      ))}
      {notes.length > 0 && <dt>{words.notes}</dt>}
      {notes.map((note) => (
        <dd key={note.code + note.message}>
          <NoticeText notice={note} tone="quiet" />
        </dd>
      ))}
    </dl>
  )
}
