import { useEffect, useLayoutEffect, useRef } from 'react'
import type { MirrorStatus } from '../../shared/contract.ts'
import { useSpeedWords } from '../locales/speed-words.ts'
import { standingOf } from '../model/mirror-order.ts'
import { troubleOf } from '../state/trouble.ts'
import { useApp, useWindowState } from '../state/use-app.ts'

interface Props {
  readonly mirror: MirrorStatus
  readonly index: number
  /** Tells whoever does not see the list where the mirror stands now. */
  readonly onMoved: (text: string) => void
}

/** Moves a mirror among those of its upstream, by buttons or by Alt and an arrow anywhere in its row. */
export function MirrorOrder({ mirror: { upstream, url }, index, onMoved }: Props) {
  const { call, store } = useApp()
  const { status } = useWindowState()
  const words = useSpeedWords()
  const box = useRef<HTMLSpanElement>(null)
  const held = useRef<Element>(null)
  const { place, count, before, behind } = standingOf(status?.mirrors ?? [], index)

  const move = async (to: number | null, by: -1 | 1): Promise<void> => {
    if (to === null) return
    held.current = document.activeElement
    try {
      store.set({ settings: await call('mirror.move', { from: index, to }), trouble: null })
      onMoved(words.moved(url, place + by, count))
    } catch (error) {
      store.set({ trouble: troubleOf(error) })
    }
  }

  // A row that is put elsewhere in the page may lose the focus.
  useLayoutEffect(() => {
    const element = held.current
    held.current = null
    if (element instanceof HTMLElement && box.current?.closest('li')?.contains(element)) element.focus()
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [index])

  useEffect(() => {
    const row = box.current?.closest('li')
    const press = (event: KeyboardEvent): void => {
      if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
      event.preventDefault()
      void (event.key === 'ArrowUp' ? move(before, -1) : move(behind, 1))
    }
    row?.addEventListener('keydown', press)
    return () => row?.removeEventListener('keydown', press)
  })

  return (
    <span ref={box} className="order">
      <button
        type="button"
        className="small quiet"
        aria-label={words.up(upstream, url)}
        aria-disabled={before === null}
        onClick={() => void move(before, -1)}
      >
        <span aria-hidden="true">↑</span>
      </button>
      <button
        type="button"
        className="small quiet"
        aria-label={words.down(upstream, url)}
        aria-disabled={behind === null}
        onClick={() => void move(behind, 1)}
      >
        <span aria-hidden="true">↓</span>
      </button>
    </span>
  )
}
