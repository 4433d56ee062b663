import type { CollectorNews, CollectorStatus } from '../../../shared/pulls/collector.ts'
import type { SourceState } from '../../../shared/pulls/pull.ts'
import type { Figure } from '../../../shared/pulls/stats.ts'
import type { Coverage } from '../../../shared/pulls/sighting.ts'
import type { MirrorRecord } from '../../../shared/pulls/unserved.ts'
import { askCollector, followCollector, type Collector } from '../../pulls/collector-client.ts'
import { ownAddresses } from './own-addresses.ts'
import type { PullHistory } from '../../pulls/history.ts'
import { hear } from './heard.ts'
import type { PullWatch } from './watch.ts'

/** The collectors that this machine reads. */
export interface CollectorsHeard {
  begin(collector: Collector): void
  end(mirror: string): void
  records(): readonly MirrorRecord[]
  /** Asks each that is heard for its latest: in silence their record has come further than they told. */
  inquire(): Promise<void>
  figures(): readonly Figure[]
  statuses(): readonly CollectorStatus[]
}

interface Line {
  readonly collector: Collector
  readonly ending: AbortController
  readonly own: Set<string>
  coverage: Coverage | null
  figures: readonly Figure[]
  seesRefusals: boolean
  state: SourceState | null
}

/** Nobody is waited for longer when a pull wants to know who served it. */
const inquiryMs = 5_000

export function hearCollectors(history: PullHistory, watch: () => PullWatch, signal: AbortSignal): CollectorsHeard {
  const lines = new Map<string, Line>()

  const onNews = (line: Line, news: CollectorNews): void => {
    const { mirror } = line.collector
    const heard = hear(news, mirror, Date.now())
    history.putMirrorPulls(heard.pulls)
    for (const quota of heard.quotas) history.addQuota(quota)
    history.remember(cursorKey(mirror), String(news.cursor))
    for (const address of ownAddresses(news.you)) line.own.add(address)
    line.coverage = heard.coverage
    line.figures = heard.figures
    line.seesRefusals = news.sources.some(({ source, state }) => source === 'access-log' && state === 'heard')
    watch().hearMirror(heard.pulls)
  }

  const onState = (line: Line, state: SourceState): void => {
    line.state = state
    watch().hearState(state)
  }

  return {
    begin(collector) {
      const { mirror } = collector
      lines.get(mirror)?.ending.abort()
      const ending = new AbortController()
      const line: Line = {
        collector,
        ending,
        own: new Set(),
        coverage: null,
        figures: [],
        seesRefusals: false,
        state: null,
      }
      lines.set(mirror, line)
      followCollector(collector, {
        cursor: Number(history.recall(cursorKey(mirror)) ?? 0),
        onNews: (news) => onNews(line, news),
        onState: (state) => onState(line, state),
        signal: AbortSignal.any([ending.signal, signal]),
      })
    },
    end(mirror) {
      lines.get(mirror)?.ending.abort()
      lines.delete(mirror)
    },
    records: () =>
      [...lines.values()].flatMap(({ collector, coverage, own, seesRefusals }): readonly MirrorRecord[] =>
        coverage === null
          ? []
          : [
              {
                mirror: collector.mirror,
                upstream: collector.upstream,
                coverage,
                own,
                source: 'notifications',
                seesRefusals,
              },
            ],
      ),
    async inquire() {
      const asked = [...lines.values()].map(async (line) => {
        const cursor = Number(history.recall(cursorKey(line.collector.mirror)) ?? 0)
        const patience = AbortSignal.any([line.ending.signal, signal, AbortSignal.timeout(inquiryMs)])
        onNews(line, await askCollector(line.collector, cursor, patience))
      })
      await Promise.allSettled(asked)
    },
    figures: () => [...lines.values()].flatMap(({ figures }) => figures),
    statuses: () =>
      [...lines.values()].map(({ collector: { mirror, url }, state }) => ({
        mirror,
        url,
        state: state?.state === 'heard' || state?.state === 'lost' ? state.state : 'waiting',
        notice: state?.notice ?? null,
      })),
  }
}

function cursorKey(mirror: string): string {
  return `collector ${mirror}`
}
