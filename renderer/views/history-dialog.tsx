import { Modal } from '../components/modal.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { filesKey } from '../model/files-key.ts'
import { useApp, useWindowState } from '../state/use-app.ts'
import { useReading } from '../state/use-reading.ts'
import { HistoryRow } from './history-row.tsx'
import { CloseButton } from './plan-done.tsx'
import { UndoResult } from './undo-result.tsx'
import { useUndo } from './use-undo.ts'

const limit = 100

/** What was changed, newest first, and the way back from each change that has one. */
export function HistoryDialog() {
  const { show } = useApp()
  const { status, locale } = useWindowState()
  const { history: words, close } = locale.words
  const { value: entries, trouble } = useReading('history.read', { limit }, filesKey(status))
  const { phase, undo, ask, leave } = useUndo()
  return (
    <Modal
      title={words.title}
      onClose={() => show(null)}
      footer={<CloseButton label={close} onClick={() => show(null)} />}
    >
      <div aria-live="polite">
        {!entries && !trouble && <p>{words.reading}</p>}
        {trouble && <TroubleText trouble={trouble} />}
        <UndoResult phase={phase} onAnyway={(entry) => void undo(entry, true)} />
      </div>
      {entries?.length === 0 && (
        <div className="empty">
          <p>{words.empty}</p>
          <p className="aside">{words.emptyHint}</p>
        </div>
      )}
      <ul className="history">
        {entries?.map((entry) => (
          <HistoryRow
            key={entry.id}
            entry={entry}
            isAsked={phase.kind === 'sure' && phase.entry.id === entry.id}
            isBusy={phase.kind === 'undoing'}
            onAsk={() => ask(entry)}
            onUndo={() => void undo(entry, false)}
            onLeave={leave}
          />
        ))}
      </ul>
      {entries?.length === limit && <p className="aside">{words.limited(limit)}</p>}
    </Modal>
  )
}
