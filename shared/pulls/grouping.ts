import { notice, type Notice } from '../notice.ts'
import { add, beginGroup, belongs, groupKey, type Group } from './groups.ts'
import { makeJudge, type CacheKnowledge, type Fetched, type Freshness } from './freshness.ts'
import { corroborated } from './corroborate.ts'
import type { MirrorPull, MirrorRequest, Served } from './sighting.ts'
import type { MirrorCounters } from './stats.ts'

/** What came of some requests. */
export interface Grouped {
  /** New and changed pulls. */
  readonly pulls: readonly MirrorPull[]
  /** For each request in turn, the id of the pull that it belongs to. */
  readonly of: readonly string[]
  /** What the mirror was seen to fetch: to be kept, for it tells the hits to come. */
  readonly fetched: readonly Fetched[]
}

/** Makes pulls of the requests of one mirror. Times in milliseconds since 1970, by the mirror's clock. */
export interface Grouping {
  /** Requests in the order in which they were served. */
  take(requests: readonly MirrorRequest[]): Grouped
  /** Settles pulls that have been quiet; returns those that changed. */
  settle(now: number): readonly MirrorPull[]
  /** When `settle` has something to do next; null for not before more requests come. */
  nextSettle(): number | null
  /** Takes a look at the mirror's own counters: between two of them doubts can be cleared up. */
  count(counters: MirrorCounters): readonly MirrorPull[]
}

/** Whose requests, and what is known of its cache. */
export interface GroupingMeans extends CacheKnowledge {
  /** The mirror's URL. */
  readonly mirror: string
  readonly upstream: string
}

/** A pull is taken to have ended when nothing was asked for so long. */
const quietMs = 10_000
/** Blobs that take longer to hand out begin a pull of their own. */
const forgetMs = 600_000
const maxOpen = 4_000

export function makeGrouping(means: GroupingMeans): Grouping {
  const judge = makeJudge(means)
  // In the order of their last request, so that the first are the quietest.
  const open = new Map<string, Group>()
  let sinceCount: Group[] = []
  let counted: MirrorCounters | null = null
  let left = new Set<Group>()

  // Nothing can be added to it any more.
  const leave = (group: Group): void => {
    if (group.isSettled) return
    group.isSettled = true
    left.add(group)
  }

  const groupOf = (request: MirrorRequest): Group => {
    const key = groupKey(request)
    const last = open.get(key)
    const group = last && belongs(last, request) ? last : beginGroup(key, request)
    if (group !== last) {
      sinceCount.push(group)
      if (last) leave(last)
    }
    open.delete(key)
    open.set(key, group)
    if (open.size > maxOpen) {
      const [quietest] = open.values()
      open.delete(quietest!.key)
      leave(quietest!)
    }
    return group
  }

  const view = (groups: Iterable<Group>): readonly MirrorPull[] => [...groups].map((group) => viewOf(group, means))

  return {
    take(requests) {
      const touched = new Set<Group>()
      const of = requests.map((request) => {
        const group = groupOf(request)
        add(group, request, judge.judge(request, group.key))
        touched.add(group)
        return group.id
      })
      if (sinceCount.length > maxOpen) sinceCount = sinceCount.slice(-maxOpen)
      const pulls = view(new Set([...touched, ...left]))
      left = new Set()
      return { pulls, of, fetched: judge.takeFetched() }
    },
    settle(now) {
      const settled: Group[] = []
      for (const [key, group] of open) {
        const quiet = now - group.lastAt
        if (quiet < quietMs) break
        if (!group.isSettled) {
          group.isSettled = true
          settled.push(group)
        }
        if (quiet >= forgetMs) open.delete(key)
      }
      return view(settled)
    },
    nextSettle() {
      for (const group of open.values()) if (!group.isSettled) return group.lastAt + quietMs
      return null
    },
    count(counters) {
      const [before, groups] = [counted, sinceCount]
      // What the mirror could not deliver yet is missing from what we know; the interval is left open.
      if (before !== null && counters.pending !== null && counters.pending > 0) return []
      counted = counters
      const going = groups.filter((group) => group.lastAt >= counters.at)
      sinceCount = going
      if (before === null || going.length > 0) return []
      return view(corroborated(groups, before, counters))
    },
  }
}

function viewOf(group: Group, { mirror, upstream }: GroupingMeans): MirrorPull {
  const { first } = group
  const { served, why } = verdictOf(group, mirror)
  return {
    id: group.id,
    mirror,
    upstream,
    repository: first.repository,
    tag: group.tag,
    digests: [...group.digests],
    from: first.at,
    to: group.lastAt,
    userAgent: first.userAgent,
    address: first.address,
    served,
    isSettled: group.isSettled,
    bytes: group.fetches > 0 ? group.bytes : null,
    why,
    sources: [...group.sources],
    requests: group.requests,
    evidence: [...group.evidence],
  }
}

const doubtCodes = {
  older: 'pull-unsure-older',
  restarted: 'pull-unsure-restarted',
  'in-flight': 'pull-unsure-in-flight',
  unnamed: 'pull-unsure-unnamed',
} as const
const doubts: readonly Exclude<Freshness, 'hit' | 'miss'>[] = ['older', 'restarted', 'in-flight', 'unnamed']

/** What the mirror did for a pull; in doubt, which doubt it is. */
function verdictOf(group: Group, mirror: string): { readonly served: Served; readonly why: Notice } {
  const { counts, refused, hasSuccess, fetches } = group
  if (!hasSuccess) return { served: 'refused', why: notice('pull-refused', { mirror, status: refused?.status ?? 401 }) }
  // It began to serve and then did not: the client has to get the rest elsewhere.
  if (refused?.isLast) return { served: 'refused', why: notice('pull-broken-off', { mirror, status: refused.status }) }
  if (fetches === 0) return { served: 'up-to-date', why: notice('pull-up-to-date', { mirror }) }
  if (counts.miss > 0) return { served: 'miss', why: notice('pull-miss', { mirror, count: counts.miss }) }
  const doubt = doubts.find((name) => counts[name] > 0)
  if (doubt !== undefined) return { served: 'unknown', why: notice(doubtCodes[doubt], { mirror }) }
  return { served: 'hit', why: notice('pull-hit', { mirror }) }
}
