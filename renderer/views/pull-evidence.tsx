import { formatBytes } from '../../shared/pulls/bytes.ts'
import type { Pull } from '../../shared/pulls/pull.ts'
import { outcomeLooks } from '../components/mark.tsx'
import { NoticeText } from '../components/notice-text.tsx'
import { Plain } from '../components/plain.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useWindowState } from '../state/use-app.ts'
import { useReading } from '../state/use-reading.ts'

/** Why a pull counts as served by whom: a sentence, then every line that was seen, with who has seen it. */
export function PullEvidence({ pull }: { readonly pull: Pull }) {
  const { locale } = useWindowState()
  const { pulls: words } = locale.words
  const { id, outcome, isSettled, why, failed, mirror, bytes, address } = pull
  const { value: lines, trouble } = useReading('pulls.evidence', { id }, `${outcome} ${isSettled}`)
  const [, tone] = outcomeLooks[outcome]
  const time = new Intl.DateTimeFormat(locale.tag, { timeStyle: 'medium', hourCycle: 'h23' })
  const parts = [
    ...(mirror === null ? [] : [words.via(mirror)]),
    ...(address === null ? [] : [words.from(address)]),
    ...(bytes === null ? [] : [words.bytes(formatBytes(bytes))]),
  ]
  return (
    <div className="seen">
      <NoticeText notice={why} tone={tone} />
      {failed !== null && (
        <p className="warning">
          <Plain text={failed} />
        </p>
      )}
      {parts.length > 0 && (
        <p className="aside">
          <Plain text={parts.join(' · ')} />
        </p>
      )}
      {trouble && <TroubleText trouble={trouble} />}
      {lines?.length === 0 && <p className="aside">{words.evidenceNone}</p>}
      {lines !== null && lines.length > 0 && (
        <ol aria-label={words.evidence}>
          {lines.map(({ at, source, text }, place) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={place}>
              <time dateTime={new Date(at).toISOString()}>{time.format(at)}</time>
              <code>
                <Plain text={text} />
              </code>
              <span className="aside">{words.by(words.source[source])}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
