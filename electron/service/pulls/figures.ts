import type { OutcomeCounts, Figure } from '../../../shared/pulls/stats.ts'

/** What our own record of pulls comes to. Only what is certain counts, on both sides of the rate. */
export function ownFigures(counts: OutcomeCounts): readonly Figure[] {
  const [hits, misses] = [counts['mirror-hit'], counts['mirror-miss']]
  const certain = hits + misses
  return [
    {
      name: 'hit-rate',
      value: certain === 0 ? null : hits / certain,
      source: 'notifications',
      mirror: null,
      since: null,
      notice: null,
    },
  ]
}
