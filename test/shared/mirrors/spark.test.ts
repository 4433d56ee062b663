import { expect, test } from 'vitest'
import type { HealthSample } from '../../../shared/mirrors/contract.ts'
import { barText, heights, sparkText } from '../../../shared/mirrors/spark.ts'

const at = '2026-11-24T06:05:00.000Z'
const up = (latencyMs: number): HealthSample => ({ at, health: 'up', latencyMs })
const silent: HealthSample = { at, health: 'silent', latencyMs: null }

test.each<readonly [string, readonly HealthSample[], string]>([
  ['nothing', [], ''],
  ['quick ones look alike', [up(1), up(2)], '▁▁'],
  ['the slowest is highest', [up(10), up(100), up(50)], '▁█▅'],
  ['a fault is a cross, whatever it took', [up(1), silent, { ...silent, health: 'portal', latencyMs: 3 }], '▁××'],
  ['a login is no fault', [{ ...up(1), health: 'needs-login' }], '▁'],
])('%s', (_, samples, line) => {
  expect(sparkText(samples)).toBe(line)
})

test('only the latest are drawn', () => {
  expect(sparkText([silent, ...Array.from({ length: 20 }, () => up(1))])).toBe('▁'.repeat(20))
  expect(heights([silent, up(40)])).toEqual([null, 1])
})

test.each([
  [0, ''],
  [0.001, '█'],
  [0.5, '█████'],
  [1, '██████████'],
  [7, '██████████'],
])('a bar for %f', (part, bar) => {
  expect(barText(part, 10)).toBe(bar)
})
