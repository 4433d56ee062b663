import { shiftPull } from '../../../shared/pulls/shift.ts'
import type { CollectorNews } from '../../../shared/pulls/collector.ts'
import type { Quota } from '../../../shared/pulls/quota.ts'
import type { Coverage, MirrorPull } from '../../../shared/pulls/sighting.ts'
import type { Figure } from '../../../shared/pulls/stats.ts'

/** What a collector has told, in this machine's clock and by the name that this machine has for the mirror. */
export interface Heard {
  readonly pulls: readonly MirrorPull[]
  readonly coverage: Coverage
  readonly figures: readonly Figure[]
  readonly quotas: readonly Quota[]
}

// Two clocks that are kept in time differ by less; what a message takes is not to be taken for a difference.
const sameMs = 1_000
const minuteMs = 60_000

/** Translates news of a collector: its mirror may have another name and another clock. */
export function hear(news: CollectorNews, mirror: string, now: number): Heard {
  const difference = now - news.at
  const by = Math.abs(difference) < sameMs ? 0 : difference
  const { coverage } = news
  return {
    pulls: news.pulls.map((pull) => ({ ...shiftPull(pull, by), mirror })),
    coverage: {
      mirror,
      since: coverage.since + by,
      until: coverage.until + by,
      gaps: coverage.gaps.map(({ from, to, why }) => ({ from: from + by, to: to + by, why })),
    },
    figures: news.figures.map((figure) => ({ ...figure, mirror })),
    // The same measurement comes again and again: it must always come to the same time.
    quotas: news.quotas.map((quota) => ({
      ...quota,
      at: quota.at + Math.round(by / minuteMs) * minuteMs,
      from: { kind: 'collector', mirror },
    })),
  }
}
