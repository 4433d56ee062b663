import { useId, useState } from 'react'
import type { Said } from '../locales/locale.ts'

interface Props {
  readonly label: string
  readonly hint: string
  readonly value: string
  /** What is wrong with the value; takes the hint's place. */
  readonly fault: Said | null
  readonly placeholder?: string
  readonly suggestions?: readonly string[]
  /** Gets the focus when its dialog opens. */
  readonly isFirst?: boolean
  readonly onChange: (value: string) => void
  readonly onLeave: () => void
}

/** A line of text with its label, and below it a hint or what is wrong; the tone sharpens once one leaves the field. */
export function TextField({
  label,
  hint,
  value,
  fault,
  placeholder,
  suggestions = [],
  isFirst,
  onChange,
  onLeave,
}: Props) {
  const id = useId()
  const [isTyping, setTyping] = useState(false)
  const isWrong = fault !== null && !isTyping
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        list={suggestions.length > 0 ? `${id}-list` : undefined}
        aria-invalid={isWrong}
        aria-describedby={`${id}-help`}
        data-first-focus={isFirst || undefined}
        onChange={({ target }) => {
          setTyping(true)
          onChange(target.value)
        }}
        onBlur={() => {
          setTyping(false)
          onLeave()
        }}
      />
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion}>{suggestion}</option>
          ))}
        </datalist>
      )}
      <p id={`${id}-help`} className={isWrong ? 'wrong' : 'aside'} aria-live="polite">
        {fault ? `${fault.message} ${fault.hint}` : hint}
      </p>
    </div>
  )
}
