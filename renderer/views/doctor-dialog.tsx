import { Modal } from '../components/modal.tsx'
import { Callout } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { checkupParts } from '../model/checkup-parts.ts'
import { clock } from '../model/clock.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useReading } from '../state/use-reading.ts'
import { CheckRow } from './check-row.tsx'

/** Everything that keeps a mirror from being used, problems first; what is well is folded away. */
export function DoctorDialog() {
  const { show } = useApp()
  const { locale, now } = useWindowState()
  const { doctor: words, close } = locale.words
  const { value, trouble, isReading, read } = useReading('doctor.run', {}, '')
  const parts = value && checkupParts(value)
  const at = value && clock(value.at, now, locale.tag)
  return (
    <Modal
      title={words.title}
      onClose={() => show(null)}
      footer={
        <>
          <button type="button" className="quiet start" disabled={isReading} onClick={() => void read()}>
            {isReading ? words.running : words.again}
          </button>
          <button type="button" className="primary" onClick={() => show(null)}>
            {close}
          </button>
        </>
      }
    >
      <p className="aside">{words.about}</p>
      <div aria-live="polite">
        {isReading && !value && <p>{words.running}</p>}
        {trouble && <TroubleText trouble={trouble} />}
        {parts && at && !trouble && parts.shown.length === 0 && (
          <Callout tone="on" message={words.well} hint={words.wellHint(at)} />
        )}
        {parts && at && parts.shown.length > 0 && <p>{words.found(parts.problems, parts.notes, at)}</p>}
      </div>
      {parts && parts.shown.length > 0 && (
        <ul className="checks">
          {parts.shown.map((check) => (
            <CheckRow key={JSON.stringify(check)} check={check} again={() => void read()} />
          ))}
        </ul>
      )}
      {parts && parts.well.length > 0 && (
        <details>
          <summary className="aside">{words.fine(parts.well.length)}</summary>
          <ul className="checks">
            {parts.well.map((check) => (
              <CheckRow key={JSON.stringify(check)} check={check} again={() => void read()} />
            ))}
          </ul>
        </details>
      )}
    </Modal>
  )
}
