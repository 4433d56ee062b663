import { useId } from 'react'
import { useLocale } from '../state/use-app.ts'

interface Props {
  readonly isDisabled: boolean
  readonly onTurn: (to: 'on' | 'off') => void
  readonly onKeep: () => void
}

/** The three ways on, each with what it does; two of them show their plan before anything is written. */
export function DriftChoices({ isDisabled, onTurn, onKeep }: Props) {
  const { drift: words } = useLocale().words
  const id = useId()
  const choices = [
    ['on', words.on, words.onHint, () => onTurn('on')],
    ['keep', words.keep, words.keepHint, onKeep],
    ['off', words.off, words.offHint, () => onTurn('off')],
  ] as const
  return (
    <>
      <h3 id={id}>{words.choices}</h3>
      <ul className="choices" aria-labelledby={id}>
        {choices.map(([key, label, hint, choose]) => (
          <li key={key}>
            <button type="button" disabled={isDisabled} aria-describedby={`${id}-${key}`} onClick={choose}>
              {label}
            </button>
            <p className="aside" id={`${id}-${key}`}>
              {hint}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
