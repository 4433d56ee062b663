import type { HostedMirror } from '../../shared/hosting/contract.ts'
import { TroubleText } from '../components/trouble-text.tsx'
import { useHostWords } from '../locales/host-words.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useReading } from '../state/use-reading.ts'
import { HostRow } from './host-row.tsx'

/** The mirrors that run on this machine; without one, what that would be and how one begins. */
export function HostPart() {
  const { show } = useApp()
  const { dialog, now } = useWindowState()
  const words = useHostWords()
  // Read again once a dialog is closed, and whenever something has happened or the window is looked at again.
  const list = useReading('host.list', {}, `${dialog === null} ${now}`)
  const mirrors: readonly HostedMirror[] = list.value ?? []
  const begin = (): void => show({ kind: 'host' })
  return (
    <section aria-labelledby="hosted">
      <div className="heading">
        <h2 id="hosted">{words.title}</h2>
        {mirrors.length > 0 && (
          <button type="button" className="quiet" onClick={begin}>
            {words.another}
          </button>
        )}
      </div>
      {list.trouble && <TroubleText trouble={list.trouble} />}
      {mirrors.length > 0 && (
        <ul className="rows mirrors">
          {mirrors.map((mirror) => (
            <HostRow key={mirror.id} mirror={mirror} onChanged={() => void list.read()} />
          ))}
        </ul>
      )}
      {list.value && mirrors.length === 0 && (
        <div className="empty">
          <p>{words.none}</p>
          <p className="aside">{words.noneHint}</p>
          <button type="button" onClick={begin}>
            {words.begin}
          </button>
        </div>
      )}
    </section>
  )
}
