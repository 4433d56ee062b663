import type { Quota } from './quota.ts'

/** A limit as Docker Hub writes it: so many pulls in so many seconds. */
export interface RateLimit {
  readonly count: number
  /** Null where the window is not named. */
  readonly windowSeconds: number | null
}

/** Reads `100;w=21600` of `ratelimit-limit` and `ratelimit-remaining`; null for anything else. */
export function parseRateLimit(text: string | null | undefined): RateLimit | null {
  const [, count, window] = /^\s*(\d{1,9})\s*(?:;\s*w=(\d{1,9})\s*)?$/.exec(text ?? '') ?? []
  if (count === undefined) return null
  return { count: Number(count), windowSeconds: window === undefined ? null : Number(window) }
}

/** What three headers of an answer come to; without the first two the hub does not report a limit. */
export function readRateLimit(
  header: (name: string) => string | null | undefined,
): Pick<Quota, 'state' | 'limit' | 'remaining' | 'windowSeconds' | 'counted'> {
  const limit = parseRateLimit(header('ratelimit-limit'))
  const remaining = parseRateLimit(header('ratelimit-remaining'))
  const source = header('docker-ratelimit-source')
  const counted = source !== null && source !== undefined && /^[\w.:-]{1,100}$/.test(source) ? source : null
  if (limit === null || remaining === null)
    return { state: 'not-reported', limit: null, remaining: null, windowSeconds: null, counted }
  return {
    state: 'known',
    limit: limit.count,
    remaining: remaining.count,
    windowSeconds: limit.windowSeconds ?? remaining.windowSeconds,
    counted,
  }
}
