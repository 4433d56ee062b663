import { useCallback, useEffect, useRef, useState } from 'react'
import type { PullFilter, SourceState } from '../../shared/pulls/pull.ts'
import { firstPage, withFresh, withNews, withPage, type PullList } from '../model/pull-list.ts'
import { troubleOf } from './trouble.ts'
import { useApp } from './use-app.ts'
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
}

const pageSize = 200

/** The pulls that a filter lets through, live; `follows` says whether new ones may come in at the top just now. */
export function usePulls(filter: PullFilter, follows: () => boolean): Pulls {
  const { call, hear } = useApp()
  const [list, setList] = useState<PullList | null>(null)
  const [sources, setSources] = useState<readonly SourceState[]>([])
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const latest = useRef<{ readonly key: object; busy: boolean }>({ key: {}, busy: false })

  const read = useCallback(async () => {
    const mine = { key: {}, busy: true }
    latest.current = mine
    try {
      const page = await call('pulls.read', { filter, since: null, before: null, limit: pageSize })
      // Another filter was typed meanwhile.
      if (latest.current !== mine) return
      setList(firstPage(page))
      setSources(page.sources)
      setTrouble(null)
    } catch (error) {
      if (latest.current === mine) setTrouble(troubleOf(error))
    } finally {
      mine.busy = false
    }
  }, [call, filter])

  useEffect(() => {
    void read()
  }, [read])

  useEffect(
    () =>
      hear('pulls', (event) => {
        setSources(event.sources)
        setList((now) => now && withNews(now, event, filter, follows()))
      }),
    [hear, filter, follows],
  )

  const more = (): void => {
    const mine = latest.current
    if (!list?.next || mine.busy) return
    mine.busy = true
    call('pulls.read', { filter, since: null, before: list.next, limit: pageSize }).then(
      (page) => {
        mine.busy = false
        if (latest.current === mine) setList((now) => now && withPage(now, page))
      },
      (error: unknown) => {
        mine.busy = false
        setTrouble(troubleOf(error))
      },
    )
  }

  const showFresh = (): void => {
    if (list?.isBehind) void read()
    else setList((now) => now && withFresh(now))
  }
  return { list, sources, trouble, more, showFresh }
}
