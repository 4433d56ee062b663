import { notice } from '../../shared/notice.ts'
import type { Coverage, MirrorRequest } from '../../shared/pulls/sighting.ts'
import type { MirrorCounters } from '../../shared/pulls/stats.ts'
import type { PullHistory } from '../pulls/history.ts'

/** Keeps how much of the mirror's requests is known. Times in milliseconds since 1970. */
export interface CoverageRecord {
  note(requests: readonly MirrorRequest[]): void
  count(counters: MirrorCounters): void
  /** The collector lives: what happens from now on is recorded. */
  alive(now: number): void
  read(now: number): Coverage
}

interface Kept {
  readonly since: number
  gaps: { readonly from: number; readonly to: number; readonly kind: 'mirror-restarted' | 'collector-down' }[]
  instance: string | null
  /** When nothing was known to be missing: an event came, or the mirror said that none waits. */
  wholeAt: number
}

/** A mirror whose notifications were refused tries again within this time. */
const retryMs = 60_000
/** What was served is told of within this time, while the mirror has nothing waiting. */
const behindMs = 1_000
const aliveMs = 1_000
const maxGaps = 50

/** Goes on with the record of a history, or begins it. */
export function openCoverage(history: PullHistory, mirror: string, now: number): CoverageRecord {
  const key = `coverage ${mirror}`
  const stored = history.recall(key)
  const lastAlive = Number(history.recall(`alive ${mirror}`) ?? now)
  const kept: Kept = stored ? (JSON.parse(stored) as Kept) : { since: now, gaps: [], instance: null, wholeAt: now }
  let told = lastAlive
  let waiting = false
  // While nobody listened the mirror kept what it had to tell; only it knows whether all of that has come.
  if (stored) kept.gaps.push({ from: lastAlive, to: now + retryMs, kind: 'collector-down' })
  const keep = (): void => {
    kept.gaps = kept.gaps.slice(-maxGaps)
    history.remember(key, JSON.stringify(kept))
  }
  keep()

  return {
    note(requests) {
      for (const { instance, at, source } of requests) {
        if (source !== 'notifications' || instance === null) continue
        if (kept.instance !== null && instance !== kept.instance) {
          // What the old process had not delivered went with it.
          kept.gaps.push({ from: Math.min(kept.wholeAt, at), to: at, kind: 'mirror-restarted' })
        }
        if (instance !== kept.instance) {
          kept.instance = instance
          keep()
        }
        kept.wholeAt = Math.max(kept.wholeAt, at)
      }
    },
    count({ at, pending }) {
      waiting = pending !== null && pending > 0
      if (pending !== 0) return
      kept.wholeAt = Math.max(kept.wholeAt, at)
      // All that was kept for us has come.
      const left = kept.gaps.filter(({ kind, from }) => kind !== 'collector-down' || from > at)
      if (left.length === kept.gaps.length) return
      kept.gaps = left
      keep()
    },
    alive(moment) {
      if (moment - told < aliveMs) return
      told = moment
      history.remember(`alive ${mirror}`, String(moment))
    },
    read: (moment) => ({
      mirror,
      since: kept.since,
      until: waiting ? kept.wholeAt : moment - behindMs,
      gaps: kept.gaps.map(({ from, to, kind }) => ({ from, to, why: notice(`gap-${kind}`, { mirror }) })),
    }),
  }
}
