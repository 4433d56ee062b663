import { expect, test } from 'vitest'
import type { OutcomeCounts, PullStats } from '../../../shared/pulls/stats.ts'
import { blocksOf } from '../../../renderer/model/timeline.ts'

const none: OutcomeCounts = {
  'mirror-hit': 0,
  'mirror-miss': 0,
  'mirror-up-to-date': 0,
  bypassed: 0,
  upstream: 0,
  unknown: 0,
}
const stats = (timeline: PullStats['timeline']): PullStats => ({
  since: 1000,
  until: 2000,
  bucketMs: 100,
  timeline,
  counts: none,
  figures: [],
  top: [],
})

test('a column stacks what the mirror had, fetched, never saw, and what is not known', () => {
  const counts = { 'mirror-hit': 2, 'mirror-up-to-date': 1, 'mirror-miss': 1, bypassed: 1, upstream: 1, unknown: 2 }
  const blocks = blocksOf(stats([{ at: 1500, counts }]))
  expect(blocks.map(({ band, bottom, height }) => [band, bottom, height])).toEqual([
    ['hit', 0, 3 / 8],
    ['miss', 3 / 8, 1 / 8],
    ['direct', 4 / 8, 2 / 8],
    ['unknown', 6 / 8, 2 / 8],
  ])
  expect(blocks.every(({ left, width }) => left === 0.5 && width === 0.1)).toBe(true)
})

test('the highest column is as high as the plot, the others in proportion; what is nothing is not drawn', () => {
  const blocks = blocksOf(
    stats([
      { at: 1000, counts: { ...none, 'mirror-hit': 4 } },
      { at: 1900, counts: { ...none, upstream: 1 } },
      { at: 1200, counts: none },
    ]),
  )
  expect(blocks.map(({ band, left, height }) => [band, left, height])).toEqual([
    ['hit', 0, 1],
    ['direct', 0.9, 0.25],
  ])
})

test('without a pull there is nothing to draw', () => {
  expect(blocksOf(stats([]))).toEqual([])
})
