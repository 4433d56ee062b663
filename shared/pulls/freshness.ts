import type { MirrorRequest } from './sighting.ts'

/**
 * Whether what was asked for lay in the cache. `older`: it may have, from before the record began. `restarted`: it did,
 * but the mirror was started anew since, and may have lost it. `in-flight`: somebody else's fetch may just have been
 * going on. `unnamed`: a log tells the tag alone.
 */
export type Freshness = 'hit' | 'miss' | 'older' | 'restarted' | 'in-flight' | 'unnamed'

/** What is known of a mirror's cache. Times in milliseconds since 1970. */
export interface CacheKnowledge {
  /** When a digest of a repository was seen to be fetched last; null where it never was. */
  fetchedAt(repository: string, digest: string): number | null
  /** Whether a repository may hold what was cached before the record began. */
  mayBeOlder(repository: string): boolean
  /** The mirror's process that was heard last; another one may have lost its cache. Null where none was. */
  readonly instance: string | null
  /** How long the mirror keeps what it fetched; null for ever. distribution counts from the fetch, 7 days. */
  readonly keepsMs: number | null
}

/** distribution's own, which hits do not renew [measured 2.8, 3.1]. */
export const usualKeepsMs = 7 * 24 * 3_600_000

// Two clients that ask for the same at once may both be fetched for, for as long as that takes.
const inFlightMs = 1_000
const slowBytesPerMs = 2_000

/** A fetch that a request has caused. */
export interface Fetched {
  readonly repository: string
  readonly digest: string
  readonly at: number
}

/** Judges requests in the order in which they were served; remembers what it has learnt since. */
export interface FreshnessJudge {
  /** Null where the request was not served. `client` tells one that asks from the others. */
  judge(request: MirrorRequest, client: string): Freshness | null
  /** The fetches that were seen since this was asked last. */
  takeFetched(): readonly Fetched[]
}

const maxRecent = 50_000

export function makeJudge(cache: CacheKnowledge): FreshnessJudge {
  /** What was seen in the cache since the mirror was started, with the client it was fetched for; null where nobody did. */
  const seen = new Map<string, { readonly fetched: number | null; readonly by: string | null }>()
  let { instance } = cache
  let startedAt: number | null = null
  let fetched: Fetched[] = []

  const remember = (key: string, fetchedAt: number | null, by: string | null): void => {
    seen.delete(key)
    seen.set(key, { fetched: fetchedAt, by })
    if (seen.size > maxRecent) seen.delete(seen.keys().next().value!)
  }

  return {
    judge(request, client) {
      if (request.instance !== null && request.instance !== instance) {
        if (instance !== null) {
          startedAt = request.at
          seen.clear()
        }
        instance = request.instance
      }
      const { repository, digest, at } = request
      if (!isServed(request)) return null
      if (digest === null) return 'unnamed'
      const key = `${repository}@${digest}`
      const last = seen.get(key)
      const fetchedAt = last?.fetched ?? cache.fetchedAt(repository, digest)
      const isPast = fetchedAt !== null && cache.keepsMs !== null && at - fetchedAt >= cache.keepsMs
      if (fetchedAt === null || isPast) {
        if (fetchedAt === null && cache.mayBeOlder(repository)) {
          remember(key, null, null)
          return 'older'
        }
        fetched.push({ repository, digest, at })
        remember(key, at, client)
        return 'miss'
      }
      if (last === undefined && startedAt !== null && fetchedAt < startedAt) {
        remember(key, fetchedAt, null)
        return 'restarted'
      }
      const isOfOther = last?.by !== undefined && last.by !== null && last.by !== client
      if (isOfOther && at - fetchedAt < inFlightMs + (request.bytes ?? 0) / slowBytesPerMs) return 'in-flight'
      return 'hit'
    },
    takeFetched() {
      const news = fetched
      fetched = []
      return news
    },
  }
}

/** Whether the mirror handed out what was asked for, or said where it lies. */
function isServed({ status }: MirrorRequest): boolean {
  return status === 200 || status === 206 || status === 307
}
