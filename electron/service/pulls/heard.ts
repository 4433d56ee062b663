import { shiftPull } from '../../../shared/pulls/shift.ts'
import type { CollectorNews } from '../../../shared/pulls/collector.ts'
import type { Coverage, MirrorPull } from '../../../shared/pulls/sighting.ts'
import type { Figure } from '../../../shared/pulls/stats.ts'
import type { MirrorRecord } from '../../../shared/pulls/unserved.ts'

/** What a collector has told, in this machine's clock and by the name that this machine has for the mirror. */
export interface Heard {
  readonly pulls: readonly MirrorPull[]
  readonly coverage: Coverage
  readonly figures: readonly Figure[]
}

// Two clocks that are kept in time differ by less; what a message takes is not to be taken for a difference.
const sameMs = 1_000

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
  }
}

/** A collector whose line is lost knows nothing from then on; what is told later may still fill that. */
export function recordOf(
  coverage: Coverage,
  upstream: string,
  own: ReadonlySet<string>,
  { source, seesRefusals }: Pick<MirrorRecord, 'source' | 'seesRefusals'>,
): MirrorRecord {
  return { mirror: coverage.mirror, upstream, coverage, own, source, seesRefusals }
}
