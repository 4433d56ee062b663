import { useCallback, useEffect, useRef, useState } from 'react'
import type { PullPage } from '../../shared/pulls/contract.ts'
import type { PullFilter, SourceState } from '../../shared/pulls/pull.ts'
import { firstPage, withFresh, withNews, withPage, type PullList } from '../model/pull-list.ts'
import { makeSharing } from '../model/same-parts.ts'
import { troubleOf } from './trouble.ts'
import { useApp, useWindowState } from './use-app.ts'
import type { Trouble } from './window-state.ts'

export interface Pulls {
  /** Null until the first page is here. */
  readonly list: PullList | null
  readonly sources: readonly SourceState[]
  readonly trouble: Trouble | null
  /** Loads the next page, if there is one and none is on its way. */
  more(): void
  /** Lets in what was held back. */
  showFresh(): void
  /** Reads anew, after it could not be read. */
  again(): void
}

const pageSize = 200
const share = makeSharing()
const shared = (page: PullPage): PullPage => ({ ...page, pulls: page.pulls.map(share) })

/** A first page on its way, or the last that came; news that came before it did may not be in it. */
interface Read {
  busy: boolean
  isMissed: boolean
  /** The next page could not be read: to try again by itself would try for ever. */
  isStuck: boolean
}

/** The pulls that a filter lets through, live; `follows` says whether new ones may come in at the top just now. */
export function usePulls(filter: PullFilter, follows: () => boolean): Pulls {
  const { call, hear } = useApp()
  const isOpen = useWindowState().link.kind === 'open'
  const [list, setList] = useState<PullList | null>(null)
  const [sources, setSources] = useState<readonly SourceState[]>([])
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const latest = useRef<Read>({ busy: false, isMissed: false, isStuck: false })
  const shown = useRef<PullFilter | null>(null)

  const read = useCallback(async () => {
    const mine: Read = { busy: true, isMissed: false, isStuck: false }
    latest.current = mine
    try {
      let page: PullPage
      do {
        mine.isMissed = false
        page = await call('pulls.read', { filter, since: null, before: null, limit: pageSize })
        // Another filter was typed meanwhile.
        if (latest.current !== mine) return
      } while (mine.isMissed)
      shown.current = filter
      setList(firstPage(shared(page)))
      setSources(page.sources)
      setTrouble(null)
    } catch (error) {
      if (latest.current === mine) setTrouble(troubleOf(error))
    } finally {
      mine.busy = false
    }
  }, [call, filter])

  // Also when a line that was lost is open again: nobody has told what came meanwhile.
  useEffect(() => {
    if (!isOpen) return
    latest.current.isStuck = false
    if (shown.current !== filter || follows()) void read()
    else setList((now) => now && { ...now, isBehind: true })
  }, [read, isOpen, filter, follows])

  useEffect(
    () =>
      hear('pulls', (event) => {
        setSources(event.sources)
        if (latest.current.busy) latest.current.isMissed = true
        if (event.more && follows()) void read()
        else setList((now) => now && withNews(now, event, filter, follows()))
      }),
    [hear, read, filter, follows],
  )

  const more = (): void => {
    const mine = latest.current
    if (!list?.next || mine.busy || mine.isStuck) return
    mine.busy = true
    call('pulls.read', { filter, since: null, before: list.next, limit: pageSize })
      .then(
        (page) => latest.current === mine && setList((now) => now && withPage(now, shared(page))),
        (error: unknown) => {
          mine.isStuck = true
          setTrouble(troubleOf(error))
        },
      )
      .finally(() => {
        // The list has taken in what came meanwhile.
        mine.busy = false
        mine.isMissed = false
      })
  }

  const showFresh = (): void => {
    if (list?.isBehind) void read()
    else setList((now) => now && withFresh(now))
  }
  return { list, sources, trouble, more, showFresh, again: () => void read() }
}
