import { makeGrouping, type Grouping, type GroupingMeans } from '../../shared/pulls/grouping.ts'
import type { Coverage, MirrorPull, MirrorRequest } from '../../shared/pulls/sighting.ts'
import type { MirrorCounters } from '../../shared/pulls/stats.ts'
import type { PullHistory } from '../pulls/history.ts'
import { settleLater } from '../pulls/settling.ts'
import { attempt } from './attempt.ts'
import { openCoverage } from './coverage.ts'
import type { CollectSettings } from './settings.ts'
import type { Tally } from './tally.ts'

/** Keeps what the mirror was asked for, and what pulls that were. */
export interface Recorder {
  /** Everything is on disk when it returns; when it throws, nothing is, and it may be told again. */
  take(requests: readonly MirrorRequest[]): void
  count(counters: MirrorCounters): void
  /** Nobody listens where the mirror should. */
  gone(): void
  coverage(): Coverage
  /** Called after something was kept. */
  onNews(listener: () => void): void
  close(): void
}

const aliveMs = 60_000
/** Under which the history remembers when the whole catalog was seen first. */
export const baselineKey = 'baseline'

export function openRecorder(
  { mirror, keepsMs }: Pick<CollectSettings, 'mirror' | 'keepsMs'>,
  history: PullHistory,
  tally: Tally,
): Recorder {
  const { url, upstream } = mirror
  const coverage = openCoverage(history, url, Date.now())
  const listeners = new Set<() => void>()

  const means: GroupingMeans = {
    mirror: url,
    upstream,
    keepsMs,
    instance: coverage.instance(),
    fetchedAt: (repository, digest) => history.fetchedAt(url, repository, digest),
    mayBeOlder(repository) {
      const now = Date.now()
      if (now - coverage.read(now).since >= keepsMs) return false
      if (history.recall(baselineKey) === null) return true
      return history.firstCached(url, repository)?.after === null
    },
  }
  let grouping: Grouping = makeGrouping(means)

  const fresh = (requests: readonly MirrorRequest[]): readonly MirrorRequest[] => {
    const known = new Set(history.knownRequests(url, requests))
    // A mirror that got no answer in time tells again, perhaps in the same breath.
    return requests.filter(({ id }) => !known.has(id) && known.add(id))
  }

  const tell = (pulls: readonly MirrorPull[]): void => {
    if (pulls.length === 0) return
    tally.pulls(pulls)
    for (const listener of listeners) listener()
  }

  const keep = (pulls: readonly MirrorPull[]): void => {
    history.putMirrorPulls(pulls)
    tell(pulls)
  }

  const settling = settleLater(
    () => grouping,
    (pulls) => attempt(() => keep(pulls)),
  )

  // Nothing that was going on when we were killed goes on now.
  keep(history.unsettledMirrorPulls().map((pull) => ({ ...pull, isSettled: true })))
  const alive = setInterval(() => attempt(() => coverage.alive(Date.now())), aliveMs)
  alive.unref()

  return {
    take(requests) {
      const news = fresh(requests)
      let pulls: readonly MirrorPull[] = []
      if (news.length > 0) {
        try {
          pulls = history.together(() => {
            const grouped = grouping.take(news)
            const of = news.map((request, at) => ({ request, pull: grouped.of[at]! }))
            history.addRequests(url, of)
            history.noteFetched(url, grouped.fetched)
            history.putMirrorPulls(grouped.pulls)
            return grouped.pulls
          })
        } catch (error) {
          // What was not kept comes again, and must not meet itself.
          grouping = makeGrouping(means)
          throw error
        }
        coverage.note(news)
      }
      tally.requests(news, requests.length - news.length)
      coverage.alive(Date.now())
      tell(pulls)
      settling.later()
    },
    count(counters) {
      coverage.count(counters)
      history.addCounters(url, counters, 'metrics')
      keep(grouping.count(counters))
    },
    gone: () => coverage.gone(Date.now()),
    coverage: () => coverage.read(Date.now()),
    onNews: (listener) => void listeners.add(listener),
    close() {
      settling.close()
      clearInterval(alive)
      attempt(() => {
        coverage.alive(Date.now())
        history.putMirrorPulls(grouping.settle(Number.MAX_SAFE_INTEGER))
      })
    },
  }
}
