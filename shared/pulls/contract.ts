import type { Activity, Catalog, CatalogProgress, ImageDetail, Tags } from './catalog.ts'
import type { CollectorFound, CollectorStatus } from './collector.ts'
import type { Evidence, Pull, PullFilter, SourceState } from './pull.ts'
import type { QuotaReading } from './quota.ts'
import type { PullStats } from './stats.ts'

/** A page of pulls, newest first. */
export interface PullPage {
  readonly pulls: readonly Pull[]
  /** Hand it back as `before` for the next page; null at the end. */
  readonly next: string | null
  /** How many match the filter in all. */
  readonly total: number
  readonly sources: readonly SourceState[]
}

/** Calls about pulls, catalogs and quota; part of the one table of calls. */
export interface PullCalls {
  /** `since` in milliseconds since 1970. `mirrorLogs` are access logs on this machine; only the command line may name a file. */
  'pulls.read': {
    in: {
      readonly filter: PullFilter
      readonly since: number | null
      readonly before: string | null
      readonly limit: number
    }
    out: PullPage
  }
  /** Begins to watch, if nobody did: engines, collectors, and access logs that are named. */
  'pulls.watch': {
    in: { readonly mirrorLogs: readonly { readonly mirror: string; readonly path: string }[] }
    out: readonly SourceState[]
  }
  'pulls.evidence': { in: { readonly id: string }; out: readonly Evidence[] }
  'pulls.stats': { in: { readonly since: number; readonly buckets: number }; out: PullStats }
  /** `walk` goes through it anew; otherwise what the last walk found. Resolves when the walk has ended. */
  'catalog.read': { in: { readonly mirror: string; readonly walk: boolean }; out: Catalog }
  /** Ends a walk; what it has found so far stays. */
  'catalog.stop': { in: { readonly mirror: string }; out: null }
  /** Asks the mirror, which asks its upstream. */
  'catalog.tags': { in: { readonly mirror: string; readonly repository: string }; out: Tags }
  /** `ask` asks the mirror as well: a tag that it has not cached costs a pull of the quota. */
  'catalog.image': {
    in: {
      readonly mirror: string
      readonly repository: string
      readonly reference: string | null
      readonly ask: boolean
    }
    out: ImageDetail
  }
  /** What a server that counts pulls by itself tells; null where the mirror is no such server. */
  'mirror.activity': { in: { readonly mirror: string }; out: Activity | null }
  /** `probe` asks the hub, though never more often than it is worth; otherwise what is known. */
  'quota.read': { in: { readonly probe: boolean }; out: readonly QuotaReading[] }
  'collector.list': { in: Record<string, never>; out: readonly CollectorStatus[] }
  /** Looks for one beside a mirror, at a port that the person has confirmed. */
  'collector.find': { in: { readonly mirror: string; readonly port: number }; out: CollectorFound }
  'collector.add': {
    in: { readonly mirror: string; readonly url: string; readonly token: string; readonly ca: string | null }
    out: readonly CollectorStatus[]
  }
  'collector.remove': { in: { readonly mirror: string }; out: readonly CollectorStatus[] }
}

/** What the core tells of pulls by itself. */
export interface PullEvents {
  /**
   * New and changed pulls, oldest first; `more` says that others came too, so that a list should be read anew.
   * `removed` are ids that stand no more: what a mirror saw turned out to be a pull that an engine told of.
   */
  pulls: {
    readonly pulls: readonly Pull[]
    readonly removed: readonly string[]
    readonly more: boolean
    readonly sources: readonly SourceState[]
  }
  catalog: CatalogProgress
  quota: readonly QuotaReading[]
}
