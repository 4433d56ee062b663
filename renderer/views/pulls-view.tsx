import { useCallback, useMemo, useRef, useState } from 'react'
import { noFilter } from '../../shared/pulls/filter.ts'
import type { Pull, PullFilter } from '../../shared/pulls/pull.ts'
import { CopyCommand } from '../components/copy-command.tsx'
import { TroubleText } from '../components/trouble-text.tsx'
import { VirtualList } from '../components/virtual-list.tsx'
import { usePulls } from '../state/use-pulls.ts'
import { useLocale } from '../state/use-app.ts'
import { PullFilters } from './pull-filters.tsx'
import { PullRow } from './pull-row.tsx'
import { PullStatsView } from './pull-stats.tsx'
import { SourcesLine } from './sources-line.tsx'

const rowHeight = 40

/** What was pulled: how much of it in time, then one by one. */
export function PullsView() {
  const { pulls: words } = useLocale().words
  const [filter, setFilter] = useState<PullFilter>(noFilter)
  const [opened, setOpened] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const isOpened = useRef(false)
  isOpened.current = opened !== null
  // Whoever has opened a row, or scrolled away from the top, is reading.
  const follows = useCallback(
    () => !isOpened.current && (box.current?.querySelector('.virtual')?.scrollTop ?? 0) === 0,
    [],
  )
  const { list, sources, trouble, more, showFresh } = usePulls(filter, follows)
  const at = useMemo(() => list?.rows.findIndex(({ id }) => id === opened) ?? -1, [list, opened])
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
      {trouble && <TroubleText trouble={trouble} />}
      <p className="aside" role="status">
        {list ? words.count(list.total) : words.reading}
      </p>
      {list !== null && list.fresh.length > 0 && (
        <button type="button" className="fresh" onClick={toTop}>
          {words.fresh(list.fresh.length)}
        </button>
      )}
      {list !== null && list.rows.length > 0 && (
        <VirtualList
          label={words.title}
          className="log"
          count={list.rows.length}
          rowHeight={rowHeight}
          opened={at < 0 ? null : at}
          keyOf={(index) => list.rows[index]?.id ?? String(index)}
          onEnd={(end) => {
            if (end > list.rows.length - 60) more()
          }}
        >
          {({ index, tabIndex }) => (
            <PullRow
              pull={list.rows[index] as Pull}
              tabIndex={tabIndex}
              isOpened={index === at}
              onToggle={() => setOpened(index === at ? null : (list.rows[index]?.id ?? null))}
            />
          )}
        </VirtualList>
      )}
      {list?.rows.length === 0 && isFiltered && (
        <div className="empty">
          <p>{words.emptyFilter}</p>
          <button type="button" className="small" onClick={() => setFilter(noFilter)}>
            {words.clear}
          </button>
        </div>
      )}
      {list?.rows.length === 0 && !isFiltered && (
        <div className="empty">
          <p>{words.empty}</p>
          <p className="aside">{words.emptyHint}</p>
        </div>
      )}
      {list !== null && !sources.some(({ source }) => source !== 'engine-events') && (
        <div className="empty">
          <p className="aside">{words.noCollector}</p>
          <CopyCommand command="pullcord collect --mirror http://HOST:PORT" />
        </div>
      )}
      <SourcesLine sources={sources} />
    </section>
  )
}
