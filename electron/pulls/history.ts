import type { Notice } from '../../shared/notice.ts'
import type { Evidence, Pull, PullFilter, SourceId } from '../../shared/pulls/pull.ts'
import type { FirstCached } from '../../shared/pulls/catalog.ts'
import type { Quota } from '../../shared/pulls/quota.ts'
import type { MirrorPull, MirrorRequest } from '../../shared/pulls/sighting.ts'
import type { MirrorCounters, OutcomeCounts, PullStats } from '../../shared/pulls/stats.ts'
import { openDatabase } from './history/database.ts'
import { lookSide } from './history/looks.ts'
import { measuredSide } from './history/measured-side.ts'
import { mirrorSide } from './history/mirror-side.ts'
import { pullSide } from './history/pull-side.ts'
import { keepPruned } from './history/pruning.ts'
import { prune } from './history/retention.ts'

/** What is asked of the pulls that were kept. */
export interface PullQuery {
  readonly filter: PullFilter
  /** Milliseconds since 1970. */
  readonly since: number | null
  /** `next` of the page before. */
  readonly before: string | null
  readonly limit: number
}

/** How long and how much is kept. */
export interface Retention {
  readonly days: number
  readonly megabytes: number
}

/**
 * What was seen, in one SQLite database; the same in the app and in a collector. Every method has written, or
 * fails, when it returns: a process that is killed afterwards loses nothing.
 */
export interface PullHistory {
  /** Keeps requests of a mirror (its URL), each with the pull it belongs to. */
  addRequests(mirror: string, requests: readonly { readonly request: MirrorRequest; readonly pull: string }[]): void
  /** The ids of those that are kept already. The same request comes with the same time. */
  knownRequests(mirror: string, requests: readonly Pick<MirrorRequest, 'id' | 'at'>[]): ReadonlySet<string>
  /** When the mirror was seen to fetch a digest for a repository last (a cache keeps them apart), in milliseconds since 1970; null where it never was. */
  fetchedAt(mirror: string, repository: string, digest: string): number | null
  /** Notes fetches: what counts from then on as known to be in the cache. */
  noteFetched(
    mirror: string,
    fetched: readonly { readonly repository: string; readonly digest: string; readonly at: number }[],
  ): void
  /** Keeps or replaces pulls as the mirror saw them; each gets a new cursor. */
  putMirrorPulls(pulls: readonly MirrorPull[]): void
  /** Those that came or changed after a cursor, oldest change first. */
  mirrorPullsAfter(cursor: number, limit: number): { readonly pulls: readonly MirrorPull[]; readonly cursor: number }
  /** Those that had not settled when they were written; after a crash they stay so. */
  unsettledMirrorPulls(): readonly MirrorPull[]
  /** Those that overlap a time, in milliseconds since 1970, of repositories of this name. */
  mirrorPullsOf(repository: string, from: number, to: number): readonly MirrorPull[]
  /** Keeps or replaces pulls with their evidence. */
  putPulls(rows: readonly { readonly pull: Pull; readonly evidence: readonly Evidence[] }[]): void
  readPulls(query: PullQuery): { readonly pulls: readonly Pull[]; readonly next: string | null; readonly total: number }
  /** Pulls that may still change. */
  unsettled(): readonly Pull[]
  removePulls(ids: readonly string[]): void
  evidenceOf(id: string): readonly Evidence[]
  /** Everything of `PullStats` but the figures, which others report. */
  stats(since: number, until: number, buckets: number): Omit<PullStats, 'figures'>
  countsSince(since: number): OutcomeCounts
  /** Tags and digests that a repository was seen with, newest first. */
  seenOf(
    repository: string,
  ): readonly { readonly tag: string | null; readonly digest: string | null; readonly at: number }[]
  /** Requests for this digest that told its size, media type or references. */
  describedBy(digest: string): MirrorRequest | null
  /** Keeps a complete look at a catalog; returns what is new in it. */
  lookedAt(mirror: string, at: number, names: readonly string[]): readonly FirstCached[]
  firstCached(mirror: string, repository: string): FirstCached | null
  addQuota(quota: Quota): void
  /** Newest first. */
  quotas(since: number): readonly Quota[]
  addCounters(mirror: string, counters: MirrorCounters, source: SourceId): void
  /** Newest first. */
  counters(mirror: string, limit: number): readonly MirrorCounters[]
  /** All of the work in one transaction, or none of it. */
  together<T>(work: () => T): T
  /** Small things to go on from, such as a cursor. */
  recall(key: string): string | null
  remember(key: string, value: string): void
  /** Takes one step at removing what is older or more than is to be kept; it is taken now and then by itself. Returns whether there is more to do. */
  prune(now: number): boolean
  close(): void
}

const usual: Retention = { days: 90, megabytes: 256 }

/** Opens the history at a path; one that is damaged is set aside, and told of. */
export function openHistory(
  path: string,
  { retention = usual, onNotice = () => {} }: { readonly retention?: Retention; onNotice?(said: Notice): void } = {},
): PullHistory {
  const db = openDatabase(path, onNotice)
  const endPruning = keepPruned((now) => prune(db, retention, now), onNotice)
  return {
    ...mirrorSide(db),
    ...pullSide(db),
    ...lookSide(db),
    ...measuredSide(db),
    together: (work) => db.together(work),
    prune: (now) => prune(db, retention, now),
    close() {
      endPruning()
      db.close()
    },
  }
}
