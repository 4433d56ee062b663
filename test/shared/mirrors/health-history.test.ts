import { expect, test } from 'vitest'
import type { HealthSample } from '../../../shared/mirrors/contract.ts'
import { parseHealthHistory, withSamples } from '../../../shared/mirrors/health-history.ts'

const sample = (ms: number): HealthSample => ({ at: '2026-11-24T06:05:00.000Z', health: 'up', latencyMs: ms })

test('fifty answers of each mirror stay, the latest', () => {
  let history = {}
  for (let ms = 1; ms <= 60; ms++) history = withSamples(history, new Map([['http://a', sample(ms)]]), ['http://a'])
  expect(history).toMatchObject({ 'http://a': { length: 50, 0: { latencyMs: 11 }, 49: { latencyMs: 60 } } })
})

test('mirrors that are on no list any more go, others stay', () => {
  const before = { 'http://a': [sample(1)], 'http://b': [sample(2)], 'http://c': [sample(3)] }
  const after = withSamples(before, new Map([['http://d', sample(4)]]), ['http://a', 'http://b'])
  expect(Object.keys(after)).toEqual(['http://a', 'http://b', 'http://d'])
})

test('what was written is read', () => {
  const history = { 'http://a': [sample(1), { ...sample(2), health: 'gone', latencyMs: null } as const] }
  expect(parseHealthHistory(JSON.stringify(history))).toEqual(history)
})

test.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['another shape', '{"http://a":[{"at":"today","health":"up","latencyMs":1}]}'],
  ['a health that is none', '{"http://a":[{"at":"2026-11-24T06:05:00.000Z","health":"well","latencyMs":1}]}'],
])('%s is read as none', (_, text) => {
  expect(parseHealthHistory(text)).toEqual({})
})
