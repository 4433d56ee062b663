import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons, the likeliest last. */
  readonly footer: ReactNode
  /** What Enter does in a field; null where there is nothing to submit. */
  readonly onSubmit?: () => void
}

/** A native modal dialog: focus stays inside, Escape closes, and the focus returns to where it was. */
export function Modal({ title, onClose, children, footer, onSubmit }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Taken away by us it tells of its end too, a moment later, when another may be open that this must not close.
  const leaving = useRef(false)
  const body = useRef<HTMLDivElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const element = dialog.current
    leaving.current = false
    element?.showModal()
    element?.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    // Closed while still in the page, so that the browser gives the focus back.
    return () => {
      leaving.current = true
      element?.close()
    }
  }, [])
  // After every drawing: what is told may have grown.
  useLayoutEffect(() => letScroll(body.current))
  return (
    <dialog ref={dialog} aria-labelledby={titleId} onClose={() => leaving.current || onClose()}>
      <form
        method="dialog"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit?.()
        }}
      >
        <h2 id={titleId} tabIndex={-1} {...(!onSubmit && { 'data-first-focus': true })}>
          {title}
        </h2>
        <div ref={body} className="dialog-body">
          {children}
        </div>
        <footer>{footer}</footer>
      </form>
    </dialog>
  )
}

// Text that does not fit and holds nothing to stop at could not be scrolled by keyboard in every browser.
function letScroll(box: HTMLElement | null): void {
  if (!box) return
  const hasStop = box.querySelector('button, input, select, textarea, summary, a[href]') !== null
  if (!hasStop && box.scrollHeight > box.clientHeight) box.tabIndex = 0
  else box.removeAttribute('tabindex')
}
