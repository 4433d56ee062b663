import { useEffect, useRef } from 'react'
import type { HistoryEntry } from '../../shared/history.ts'
import { Callout, NoticeText } from '../components/notice-text.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { engineNames } from '../model/engine-names.ts'
import { isDismissed, needsYes } from '../model/remedies.ts'
import { useWindowState } from '../state/use-app.ts'
import { Dismissed } from './dismissed.tsx'
import type { UndoPhase } from './use-undo.ts'

interface Props {
  readonly phase: UndoPhase
  /** Undoes it with a yes to what the first answer named. */
  readonly onAnyway: (entry: HistoryEntry) => void
}

/** How an undo goes and went: exactly back, or back but for later edits, or not at all and why. */
export function UndoResult({ phase, onAnyway }: Props) {
  const { status, locale } = useWindowState()
  const { words } = locale
  const { history } = words
  const box = useRef<HTMLDivElement>(null)
  // The question is gone, and its buttons with it; the answer stands on top.
  useEffect(() => {
    if (phase.kind === 'undoing' || phase.kind === 'done' || phase.kind === 'failed') box.current?.focus()
  }, [phase.kind])
  if (phase.kind === 'idle' || phase.kind === 'sure') return null
  const name = engineNames(status, words.names)(phase.entry.engine)
  return (
    <div ref={box} tabIndex={-1} className="told">
      {phase.kind === 'undoing' && (
        <p>{phase.entry.engine.scope === 'system' ? history.undoingSystem : history.undoing}</p>
      )}
      {phase.kind === 'failed' &&
        (isDismissed(phase.trouble.notice) ? <Dismissed /> : <TroubleText trouble={phase.trouble} />)}
      {phase.kind === 'done' && <Done phase={phase} name={name} onAnyway={onAnyway} />}
    </div>
  )
}

type DoneProps = Pick<Props, 'onAnyway'> & {
  readonly phase: Extract<UndoPhase, { kind: 'done' }>
  readonly name: string
}

function Done({ phase: { entry, report }, name, onAnyway }: DoneProps) {
  const { history } = useWindowState().locale.words
  const { failure, notes } = report.engine
  if (isDismissed(failure)) return <Dismissed />
  return (
    <>
      {failure ? (
        <NoticeText notice={failure} tone="danger">
          <p>{history.notUndone(name)}</p>
          {needsYes(failure.code) && (
            <button type="button" className="small" onClick={() => onAnyway(entry)}>
              {history.anyway}
            </button>
          )}
        </NoticeText>
      ) : (
        <Callout tone="on" message={history.undone(name)} hint={report.exact ? history.exact : history.kept} />
      )}
      {notes.map((note) => (
        <NoticeText key={note.code + note.message} notice={note} tone="quiet" />
      ))}
    </>
  )
}
