interface Props {
  readonly label: string
  readonly isOn: boolean
  /** Between on and off: some engines are, some are not. */
  readonly isMixed?: boolean
  readonly isBig?: boolean
  /** Chosen, but with nothing to show for it yet: the accent is for what is on. */
  readonly isIdle?: boolean
  readonly isDisabled?: boolean
  /** Id of the text that says what it does now. */
  readonly describedBy?: string
  readonly onFlip: () => void
}

/** A native check box in the role of a switch. It shows what is, so a press alone does not move it. */
export function Switch(props: Props) {
  const { label, isOn, isMixed = false, isBig = false, isIdle = false, isDisabled = false, describedBy, onFlip } = props
  return (
    <input
      type="checkbox"
      // A check box tells its own state; aria-checked beside it could only disagree.
      // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
      role="switch"
      className={isBig ? 'switch big' : 'switch'}
      aria-label={label}
      aria-describedby={describedBy}
      checked={isOn}
      data-mixed={isMixed || undefined}
      data-idle={isIdle || undefined}
      disabled={isDisabled}
      onChange={onFlip}
    />
  )
}
