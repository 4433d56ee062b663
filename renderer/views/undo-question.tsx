import { useEffect, useRef } from 'react'
import { useLocale } from '../state/use-app.ts'

interface Props {
  /** What will be used afterwards. */
  readonly question: string
  readonly onUndo: () => void
  readonly onLeave: () => void
}

/** Says what an undo will come to, and asks once. */
export function UndoQuestion({ question, onUndo, onLeave }: Props) {
  const { history: words } = useLocale().words
  const yes = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone; the focus goes on from there.
  useEffect(() => yes.current?.focus(), [])
  return (
    <div className="question">
      <p id="undo-question">{question}</p>
      <button type="button" className="small" onClick={onLeave}>
        {words.keep}
      </button>
      <button ref={yes} type="button" className="small primary" aria-describedby="undo-question" onClick={onUndo}>
        {words.now}
      </button>
    </div>
  )
}
