import { makeGrouping, type Grouping } from '../../shared/pulls/grouping.ts'
import type { Coverage, MirrorPull, MirrorRequest } from '../../shared/pulls/sighting.ts'
import type { MirrorCounters } from '../../shared/pulls/stats.ts'
import type { PullHistory } from '../pulls/history.ts'
import { openCoverage } from './coverage.ts'
import type { CollectSettings } from './settings.ts'
import type { Tally } from './tally.ts'

/** Keeps what the mirror was asked for, and what pulls that were. */
export interface Recorder {
  /** Everything is on disk when it returns. */
  take(requests: readonly MirrorRequest[]): void
  count(counters: MirrorCounters): void
  coverage(): Coverage
  /** Called after something was kept. */
  onNews(listener: () => void): void
  close(): void
}

// A request that is told of twice comes from a mirror that got no answer in time; later than this it may lie in the
// database alone.
const freshMs = 30_000
const maxRecent = 20_000
const aliveMs = 60_000
/** Under which the history remembers when the whole catalog was seen first. */
export const baselineKey = 'baseline'

export function openRecorder(
  { mirror, keepsMs }: Pick<CollectSettings, 'mirror' | 'keepsMs'>,
  history: PullHistory,
  tally: Tally,
): Recorder {
  const { url, upstream } = mirror
  const begun = Date.now()
  const coverage = openCoverage(history, url, begun)
  const recent = new Set<string>()
  const listeners = new Set<() => void>()
  let settling: NodeJS.Timeout | null = null

  const grouping: Grouping = makeGrouping({
    mirror: url,
    upstream,
    keepsMs,
    fetchedAt: (repository, digest) => history.fetchedAt(url, repository, digest),
    mayBeOlder(repository) {
      if (Date.now() - coverage.read(Date.now()).since >= keepsMs) return false
      if (history.recall(baselineKey) === null) return true
      return history.firstCached(url, repository)?.after === null
    },
  })

  const fresh = (requests: readonly MirrorRequest[]): readonly MirrorRequest[] => {
    const now = Date.now()
    const doubtful = requests.filter(({ at }) => now - at > freshMs || now - begun < freshMs * 10)
    const stored =
      doubtful.length === 0
        ? new Set<string>()
        : history.knownRequests(
            url,
            doubtful.map(({ id }) => id),
          )
    return requests.filter(({ id }) => {
      if (recent.has(id) || stored.has(id)) return false
      recent.add(id)
      if (recent.size > maxRecent) recent.delete(recent.values().next().value!)
      return true
    })
  }

  const keep = (pulls: readonly MirrorPull[]): void => {
    if (pulls.length === 0) return
    history.putMirrorPulls(pulls)
    tally.pulls(pulls)
    for (const listener of listeners) listener()
  }

  const settleLater = (): void => {
    const at = grouping.nextSettle()
    if (settling || at === null) return
    settling = setTimeout(
      () => {
        settling = null
        keep(grouping.settle(Date.now()))
        settleLater()
      },
      Math.max(100, at - Date.now()),
    )
    settling.unref()
  }

  const alive = setInterval(() => coverage.alive(Date.now()), aliveMs)
  alive.unref()

  return {
    take(requests) {
      const news = fresh(requests)
      tally.requests(news, requests.length - news.length)
      if (news.length === 0) return
      const { pulls, of, fetched } = grouping.take(news)
      history.together(() => {
        history.addRequests(
          url,
          news.map((request, at) => ({ request, pull: of[at]! })),
        )
        history.noteFetched(url, fetched)
        coverage.note(news)
        coverage.alive(Date.now())
        keep(pulls)
      })
      settleLater()
    },
    count(counters) {
      coverage.count(counters)
      history.addCounters(url, counters, 'metrics')
      keep(grouping.count(counters))
    },
    coverage: () => coverage.read(Date.now()),
    onNews: (listener) => void listeners.add(listener),
    close() {
      if (settling) clearTimeout(settling)
      clearInterval(alive)
      coverage.alive(Date.now())
    },
  }
}
