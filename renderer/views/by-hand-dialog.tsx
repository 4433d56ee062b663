import { formatKey } from '../../shared/engine.ts'
import { plainText } from '../../shared/plain-text.ts'
import { Modal } from '../components/modal.tsx'
import { Callout, NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { useProfileWords } from '../locales/profile-words.ts'
import { engineNames } from '../model/engine-names.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useAsking } from '../state/use-asking.ts'
import { useReading } from '../state/use-reading.ts'

/** Mirrors that stand in the engines' files by somebody's hand: where, what becomes of each, and why. */
export function ByHandDialog() {
  const { show, store } = useApp()
  const { status, locale } = useWindowState()
  const { byHand: words } = useProfileWords()
  const { value, trouble } = useReading('import.look', {}, '')
  const taking = useAsking('import.take')
  const name = engineNames(status, locale.words.names)
  const failures = taking.value?.engines.flatMap(({ failure }) => failure ?? []) ?? []
  const isWorth = value?.entries.some(({ fate, owned }) => fate === 'added' || owned) === true

  const take = async (): Promise<void> => {
    if (!value || taking.isAsking) return
    const taken = await taking.ask({ expect: value.id })
    if (taken) store.set({ settings: taken.settings })
  }
  return (
    <Modal
      title={words.title}
      onClose={() => show(null)}
      footer={
        <>
          <button type="button" onClick={() => show(null)}>
            {locale.words.close}
          </button>
          {isWorth && !taking.value && (
            <button type="button" className="primary" disabled={taking.isAsking} onClick={() => void take()}>
              {words.take}
            </button>
          )}
        </>
      }
    >
      <p className="aside">{words.about}</p>
      {trouble && <TroubleText trouble={trouble} />}
      <div aria-live="polite">
        {!value && !trouble && <p>{words.looking}</p>}
        {taking.isAsking && <p>{words.taking}</p>}
        {taking.value && failures.length === 0 && <Callout tone="on" message={words.taken} />}
        {failures.map((failure) => (
          <NoticeText key={failure.message} notice={failure} tone="danger" />
        ))}
        {taking.trouble && <TroubleText trouble={taking.trouble} />}
      </div>
      <ul className="by-hand">
        {value?.entries.map(({ engine, upstream, spelled, path, line, mirror, fate, owned, why }) => (
          <li key={`${formatKey(engine)} ${path} ${upstream} ${spelled}`}>
            <p>
              {name(engine)}: {upstream} → <code>{mirror?.url ?? plainText(spelled)}</code>
            </p>
            <p className="aside">
              {words.line(path, line)} · {words.fate[fate]}
              {owned && `, ${words.owned}`}
            </p>
            {why && <p className="aside">{locale.say(why).message}</p>}
          </li>
        ))}
      </ul>
      {value?.notes.map((note) => (
        <NoticeText key={note.code + note.message} notice={note} tone="quiet" />
      ))}
    </Modal>
  )
}
