import { notice } from '../../shared/notice.ts'
import type { Coverage, MirrorRequest } from '../../shared/pulls/sighting.ts'
import type { MirrorCounters } from '../../shared/pulls/stats.ts'
import type { PullHistory } from '../pulls/history.ts'

/**
 * Keeps how much of the mirror's requests is known. distribution delivers its events in order and repeats each until it
 * is taken [measured 2.8, 3.1]: up to the last that came nothing is missing, unless its process was another meanwhile.
 * Times in milliseconds since 1970.
 */
export interface CoverageRecord {
  /** Requests that were kept. */
  note(requests: readonly MirrorRequest[]): void
  count(counters: MirrorCounters): void
  /** Nobody listens where the mirror's process should: it has ended. */
  gone(at: number): void
  /** The mirror's process that was heard last; null before. */
  instance(): string | null
  /** The collector lives: what happens from now on is recorded. */
  alive(now: number): void
  read(now: number): Coverage
}

interface Kept {
  /** When the first event came; null before. */
  since: number | null
  gaps: readonly { readonly from: number; readonly to: number; readonly kind: 'mirror-restarted' | 'collector-down' }[]
  instance: string | null
  /** Up to when nothing is missing: an event came, or the mirror said that none waits. */
  wholeAt: number
  aliveAt: number
  /** Manifests that the mirror's process had been asked for, by its own count. */
  requests: number | null
}

/** What was served is among the events that wait within this time. */
const behindMs = 1_000
const aliveMs = 1_000
const maxGaps = 50
const gapCodes = { 'mirror-restarted': 'gap-mirror-restarted', 'collector-down': 'gap-collector-down' } as const

/** Goes on with the record of a history, or begins it. */
export function openCoverage(history: PullHistory, mirror: string, now: number): CoverageRecord {
  const key = `coverage ${mirror}`
  const stored = history.recall(key)
  const kept: Kept = stored
    ? (JSON.parse(stored) as Kept)
    : { since: null, gaps: [], instance: null, wholeAt: now, aliveAt: now, requests: null }
  const keep = (): void => history.remember(key, JSON.stringify(kept))
  const addGap = (kind: Kept['gaps'][number]['kind'], from: number, to: number): void => {
    kept.gaps = [...kept.gaps, { kind, from, to }].slice(-maxGaps)
  }
  // What came meanwhile the mirror has kept for us, if its process still lives.
  const closeGaps = (): boolean => {
    const left = kept.gaps.filter(({ kind }) => kind !== 'collector-down')
    const isChanged = left.length < kept.gaps.length
    kept.gaps = left
    return isChanged
  }
  if (kept.since !== null) addGap('collector-down', kept.aliveAt, now)
  kept.aliveAt = now
  keep()
  let isGone = false

  return {
    note(requests) {
      let isChanged = false
      for (const { instance, at, source } of requests) {
        if (source !== 'notifications' || instance === null) continue
        if (kept.since === null) [kept.since, kept.wholeAt] = [at, at]
        else if (instance !== kept.instance) addGap('mirror-restarted', Math.min(kept.wholeAt, at), at)
        else if (at > now) isChanged = closeGaps() || isChanged
        isChanged ||= instance !== kept.instance
        kept.instance = instance
        kept.wholeAt = Math.max(kept.wholeAt, at)
      }
      if (isChanged) keep()
    },
    count({ at, pending, manifestRequests }) {
      isGone = false
      // Its process was started anew; what the old one had not delivered went with it.
      const isAnew = manifestRequests !== null && kept.requests !== null && manifestRequests < kept.requests
      if (isAnew && kept.since !== null) addGap('mirror-restarted', kept.wholeAt, at)
      const isChanged = manifestRequests !== kept.requests
      kept.requests = manifestRequests
      if (pending === 0) kept.wholeAt = Math.max(kept.wholeAt, at - behindMs)
      if ((pending === 0 && closeGaps()) || isChanged) keep()
    },
    gone(at) {
      if (kept.since === null) return
      // What it had not delivered went with it; from now on it serves nothing that could be missed.
      if (!isGone) addGap('mirror-restarted', kept.wholeAt, at)
      isGone = true
      kept.wholeAt = Math.max(kept.wholeAt, at)
      keep()
    },
    instance: () => kept.instance,
    alive(moment) {
      if (moment - kept.aliveAt < aliveMs) return
      kept.aliveAt = moment
      keep()
    },
    read: (moment) => ({
      mirror,
      // A mirror that never told of anything may not have been set up to.
      since: kept.since ?? moment,
      until: kept.since === null ? moment : kept.wholeAt,
      gaps: kept.gaps.map(({ from, to, kind }) => ({ from, to, why: notice(gapCodes[kind], { mirror }) })),
    }),
  }
}
