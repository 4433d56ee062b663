import type { Outcome } from '../../shared/pulls/pull.ts'
import type { PullStats } from '../../shared/pulls/stats.ts'

/** The bands of a column, from its foot: what the mirror had, what it fetched, what went past it, what is not known. */
export const bands = ['hit', 'miss', 'direct', 'unknown'] as const

export type Band = (typeof bands)[number]

const bandOf: Readonly<Record<Outcome, Band>> = {
  'mirror-hit': 'hit',
  'mirror-up-to-date': 'hit',
  'mirror-miss': 'miss',
  bypassed: 'direct',
  upstream: 'direct',
  unknown: 'unknown',
}

/** One block of a column, in parts of the whole plot: 0 is its left edge and its foot. */
export interface Block {
  readonly band: Band
  readonly left: number
  readonly width: number
  readonly bottom: number
  readonly height: number
}

/** The blocks of a timeline; the highest column is as high as the plot. */
export function blocksOf({ since, until, bucketMs, timeline }: PullStats): readonly Block[] {
  const columns = timeline.map(({ at, counts }) => {
    const parts = bands.map((band) => {
      const count = Object.entries(counts).reduce(
        (sum, [outcome, n]) => sum + (bandOf[outcome as Outcome] === band ? n : 0),
        0,
      )
      return { band, count }
    })
    return { at, parts, total: parts.reduce((sum, { count }) => sum + count, 0) }
  })
  const highest = Math.max(1, ...columns.map(({ total }) => total))
  const length = Math.max(1, until - since)
  return columns.flatMap(({ at, parts }) => {
    let below = 0
    return parts.flatMap(({ band, count }): readonly Block[] => {
      if (count === 0) return []
      const block = {
        band,
        left: (at - since) / length,
        width: bucketMs / length,
        bottom: below / highest,
        height: count / highest,
      }
      below += count
      return [block]
    })
  })
}
