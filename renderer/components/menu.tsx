import { useId, useRef } from 'react'

interface Props {
  readonly label: string
  readonly items: readonly { readonly label: string; readonly onChoose: () => void }[]
}

/** A button that opens a few more below itself; the browser closes it on Escape and on a press elsewhere. */
export function Menu({ label, items }: Props) {
  const id = useId()
  const popover = useRef<HTMLDivElement>(null)
  return (
    <>
      <button type="button" className="quiet more" popoverTarget={id}>
        {label}
      </button>
      <div ref={popover} id={id} popover="auto" className="menu">
        {items.map(({ label: item, onChoose }) => (
          <button
            key={item}
            type="button"
            className="quiet"
            onClick={() => {
              // First, so that the focus is on the button that stays, and comes back to it.
              popover.current?.hidePopover()
              onChoose()
            }}
          >
            {item}
          </button>
        ))}
      </div>
    </>
  )
}
