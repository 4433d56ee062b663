import { Plain } from '../components/plain.tsx'
import { useMirrorWords } from '../locales/mirror-words.ts'
import { mostPulled } from '../model/most-pulled.ts'
import { moment } from '../model/moment.ts'
import { useWindowState } from '../state/use-app.ts'
import { useReading } from '../state/use-reading.ts'

/** How often its repositories were pulled, where the mirror is a server that counts that itself; else nothing. */
export function MirrorActivity({ mirror }: { readonly mirror: string }) {
  const { locale, now } = useWindowState()
  const { activity: words } = useMirrorWords()
  const { value } = useReading('mirror.activity', { mirror }, '')
  if (value === null) return null
  return (
    <section aria-labelledby="activity">
      <div className="heading">
        <h2 id="activity">{words.title}</h2>
        <span className="aside">{words.by[value.server]}</span>
      </div>
      <ul className="rows activity">
        {mostPulled(value).map(({ repository, pulls, lastPulledAt }) => (
          <li key={repository}>
            <span className="route">
              <Plain text={repository} />
            </span>
            <span className="figure">{pulls === null ? words.notReported : words.pulls(pulls)}</span>
            <span className="aside">{lastPulledAt !== null && words.last(moment(lastPulledAt, now, locale.tag))}</span>
          </li>
        ))}
      </ul>
      {!value.isComplete && <p className="aside">{words.partly}</p>}
    </section>
  )
}
