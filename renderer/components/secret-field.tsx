import { type RefObject, useId } from 'react'

interface Props {
  readonly label: string
  readonly hint: string
  /** The field itself, which alone holds what was typed: it is read when it is sent, and goes with its view. */
  readonly field: RefObject<HTMLInputElement | null>
}

/** A line for a password or token, which no state of the page ever holds. */
export function SecretField({ label, hint, field }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input ref={field} id={id} type="password" autoComplete="off" aria-describedby={`${id}-help`} />
      <p className="aside" id={`${id}-help`}>
        {hint}
      </p>
    </div>
  )
}
