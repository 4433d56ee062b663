// The buttons in the rows are what is pressed and focused; the list hears it of all of them.
/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions */
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import {
  elementsFor,
  heightOf,
  rowAfterKey,
  rowsInSight,
  type RowsShape,
  scrollTo,
  topOf,
} from '../model/virtual-rows.ts'

/** What a row gets to know. */
interface RowPlace {
  readonly index: number
  /** For the one button that stands for the row: one row of the list at a time is a stop of the Tab key. */
  readonly tabIndex: 0 | -1
}

interface Props {
  readonly label: string
  readonly count: number
  /** How many there are in all, where further ones are yet to be fetched. */
  readonly setSize?: number
  /** CSS pixels; every row has it. */
  readonly rowHeight: number
  /** What the list is of: where it changes, the list is looked at from its beginning. */
  readonly about?: string
  /** The row that has opened below itself, if one has; its height is measured. */
  readonly opened?: number | null
  /** Tells one row from another when others come before it; its place where it is left out. */
  readonly keyOf?: (index: number) => string
  readonly className?: string
  /** Gets the row behind the last that is drawn, whenever it changes: more rows may be fetched in time. */
  readonly onEnd?: (end: number) => void
  /** The row's inside: a button first, which stands for it. */
  readonly children: (place: RowPlace) => ReactNode
}

/** A list of which only the rows in sight exist; arrow keys, Page Up and Down, Home and End go through all of it. */
export function VirtualList({
  label,
  count,
  setSize = count,
  rowHeight,
  about = '',
  opened = null,
  keyOf,
  className = '',
  onEnd,
  children,
}: Props) {
  const box = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const drawn = useRef<ReadonlyMap<string, number>>(new Map())
  const [view, setView] = useState({ top: 0, height: 0 })
  const [chosen, setActive] = useState(0)
  const [openedHeight, setOpenedHeight] = useState(0)
  const active = Math.min(chosen, Math.max(0, count - 1))
  const extra = Math.max(0, openedHeight - rowHeight)
  const shape: RowsShape = { count, rowHeight, opened: opened === null ? null : { index: opened, extra } }
  const { first, end } = rowsInSight(shape, view.top, view.height)

  // Who fetches more decides anew with every draw.
  useLayoutEffect(() => {
    onEnd?.(end)
  })

  const look = (): void => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {}
    setView((old) => {
      const [now, next] = [rowsInSight(shape, old.top, old.height), rowsInSight(shape, scrollTop, clientHeight)]
      return now.first === next.first && now.end === next.end ? old : { top: scrollTop, height: clientHeight }
    })
  }
  // Another list is looked at from its beginning.
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = 0
    setActive(0)
    look()
    // oxlint-disable-next-line react/exhaustive-deps
  }, [about])
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => {
      const { scrollTop = 0, clientHeight = 0 } = box.current ?? {}
      setView({ top: scrollTop, height: clientHeight })
    })
    if (box.current) observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    box.current?.querySelector<HTMLElement>(`[data-row="${active}"] button`)?.focus({ preventScroll: true })
  })

  const goTo = (event: KeyboardEvent): void => {
    const list = box.current
    const perPage = Math.max(1, Math.floor(view.height / rowHeight) - 1)
    // Not from a field or a button inside of what a row has opened.
    const isRow = (event.target as HTMLElement).matches('[data-row] > button')
    const to =
      isRow && !event.altKey && !event.ctrlKey && !event.metaKey && rowAfterKey(event.key, active, count, perPage)
    if (!list || typeof to !== 'number') return
    event.preventDefault()
    list.scrollTop = scrollTo(shape, to, list.scrollTop, list.clientHeight)
    wantsFocus.current = true
    setActive(to)
    look()
  }

  const rows = Array.from({ length: end - first }, (_, at) => first + at)
  // The row that has the focus stays, wherever the list was scrolled: the focus would be lost with it.
  if (count > 0 && active < first) rows.unshift(active)
  if (count > 0 && active >= end) rows.push(active)
  const keys = rows.map((index) => keyOf?.(index) ?? String(index))
  const elements = elementsFor(drawn.current, keys)
  useLayoutEffect(() => void (drawn.current = elements))
  return (
    <div ref={box} className={`virtual ${className}`} onScroll={look}>
      <ul aria-label={label} style={{ height: heightOf(shape) }} onKeyDown={goTo}>
        {rows.map((index, place) => (
          <li
            key={elements.get(keys[place] ?? '')}
            ref={index === opened ? (row) => measure(row, setOpenedHeight) : undefined}
            data-row={index}
            data-opened={index === opened || undefined}
            aria-setsize={setSize}
            aria-posinset={index + 1}
            style={{ top: topOf(shape, index), [index === opened ? 'minHeight' : 'height']: rowHeight }}
            onFocus={() => setActive(index)}
          >
            {children({ index, tabIndex: index === active ? 0 : -1 })}
          </li>
        ))}
      </ul>
    </div>
  )
}

function measure(row: HTMLElement | null, tell: (height: number) => void): (() => void) | undefined {
  if (!row) return undefined
  const observer = new ResizeObserver(() => tell(row.offsetHeight))
  observer.observe(row)
  return () => observer.disconnect()
}
