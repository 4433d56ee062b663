import { notice } from '../notice.ts'
import type { Quota } from './quota.ts'

/** A limit as Docker Hub writes it: so many pulls in so many seconds. */
export interface RateLimit {
  readonly count: number
  /** Null where the window is not named. */
  readonly windowSeconds: number | null
}

/**
 * Reads `100;w=21600` of `ratelimit-limit` and `ratelimit-remaining`; null for anything else: a sign, a fraction,
 * several limits in one header, a window of nought [docs.docker.com/docker-hub/usage/pulls; FACTS: registry].
 */
export function parseRateLimit(text: string): RateLimit | null {
  const [, count, window] = /^[ \t]*(\d{1,9})[ \t]*(?:;[ \t]*w=(\d{1,9})[ \t]*)?$/i.exec(text) ?? []
  if (count === undefined || Number(window) === 0) return null
  return { count: Number(count), windowSeconds: window === undefined ? null : Number(window) }
}

type Measured = Pick<Quota, 'state' | 'limit' | 'remaining' | 'windowSeconds' | 'counted' | 'notice'>

const nothing = { limit: null, remaining: null, windowSeconds: null } as const

/**
 * What the headers of an answer come to. Without both of a limit the hub reports none, which paid accounts get; those
 * that are there and cannot be read, or one without the other, are a failure and no figure.
 */
export function readRateLimit(header: (name: string) => string | null): Measured {
  const [limitText, remainingText] = [header('ratelimit-limit'), header('ratelimit-remaining')]
  const source = header('docker-ratelimit-source') ?? ''
  const counted = /^[\w.:-]{1,100}$/.test(source) ? source : null
  if (limitText === null && remainingText === null)
    return { ...nothing, state: 'not-reported', counted, notice: notice('quota-not-reported') }
  const [limit, remaining] = [parseRateLimit(limitText ?? ''), parseRateLimit(remainingText ?? '')]
  if (limit === null || remaining === null) {
    const text = [limitText, remainingText].map((one) => plain(one ?? 'nothing')).join(' and ')
    return { ...nothing, state: 'failed', counted, notice: notice('quota-unreadable', { text }) }
  }
  const windowSeconds = limit.windowSeconds ?? remaining.windowSeconds
  return { state: 'known', limit: limit.count, remaining: remaining.count, windowSeconds, counted, notice: null }
}

function plain(text: string): string {
  return `“${text.slice(0, 60).replaceAll(/[^\x20-\x7e]/g, '·')}”`
}
