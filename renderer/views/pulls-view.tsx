import { useCallback, useMemo, useRef, useState } from 'react'
import { noFilter } from '../../shared/pulls/filter.ts'
import type { PullFilter } from '../../shared/pulls/pull.ts'
import { TroubleText } from '../components/trouble-text.tsx'
import { VirtualList } from '../components/virtual-list.tsx'
import { at, placeOf } from '../model/long-list.ts'
import { usePulls } from '../state/use-pulls.ts'
import { useLocale } from '../state/use-app.ts'
import { NoCollector, NoPulls } from './no-pulls.tsx'
import { PullFilters } from './pull-filters.tsx'
import { PullRow } from './pull-row.tsx'
import { PullStatsView } from './pull-stats.tsx'
import { SourcesLine } from './sources-line.tsx'

const rowHeight = 40

/** What was pulled: how much of it in time, then one by one. */
export function PullsView() {
  const { pulls: words, remedy } = useLocale().words
  const [filter, setFilter] = useState<PullFilter>(noFilter)
  const [opened, setOpened] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  // Whoever has opened a row, scrolled away from the top, or gone into the list by keyboard, is reading.
  const follows = useCallback(() => {
    const log = box.current?.querySelector('.virtual')
    return !log || (log.scrollTop === 0 && !log.querySelector('[data-opened], :focus'))
  }, [])
  const { list, sources, trouble, more, showFresh, again } = usePulls(filter, follows)
  const place = useMemo(
    () => (list && opened !== null ? placeOf(list.rows, ({ id }) => id === opened) : -1),
    [list, opened],
  )
  const isFiltered = filter.text !== '' || filter.engines.length > 0 || filter.outcomes.length > 0
  const toTop = (): void => {
    setOpened(null)
    box.current?.querySelector('.virtual')?.scrollTo({ top: 0 })
    showFresh()
  }
  return (
    <section className="pulls" aria-labelledby="pulls" ref={box}>
      <h1 id="pulls" className="hidden">
        {words.title}
      </h1>
      <PullStatsView />
      <PullFilters filter={filter} onChange={setFilter} />
      {trouble && (
        <TroubleText trouble={trouble}>
          <button type="button" className="small" onClick={again}>
            {remedy.again}
          </button>
        </TroubleText>
      )}
      <output className="aside">{list ? words.count(list.total) : words.reading}</output>
      {list !== null && (list.fresh.length > 0 || list.isBehind) && (
        <button type="button" className="fresh" onClick={toTop}>
          {list.isBehind ? words.freshMany : words.fresh(list.fresh.length)}
        </button>
      )}
      {list !== null && list.rows.length > 0 && (
        <VirtualList
          label={words.title}
          className="log"
          about={JSON.stringify(filter)}
          count={list.rows.length}
          setSize={list.total - list.fresh.length}
          rowHeight={rowHeight}
          opened={place < 0 ? null : place}
          keyOf={(index) => at(list.rows, index)?.id ?? String(index)}
          onEnd={(end) => {
            if (end > list.rows.length - 60) more()
          }}
        >
          {({ index, tabIndex }) => {
            const pull = at(list.rows, index)
            const isOpened = index === place
            const toggle = (): void => setOpened(isOpened ? null : (pull?.id ?? null))
            return pull && <PullRow pull={pull} tabIndex={tabIndex} isOpened={isOpened} onToggle={toggle} />
          }}
        </VirtualList>
      )}
      {list?.rows.length === 0 && <NoPulls isFiltered={isFiltered} onClear={() => setFilter(noFilter)} />}
      {list !== null && !sources.some(({ source }) => source !== 'engine-events') && <NoCollector />}
      <SourcesLine sources={sources} />
    </section>
  )
}
