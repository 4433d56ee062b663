import { expect, test } from 'vitest'
import { gaugeOf, sortQuotas } from '../../../renderer/model/quota-parts.ts'
import type { QuotaReading } from '../../../shared/pulls/quota.ts'

const reading = (parts: Partial<QuotaReading>): QuotaReading => ({
  at: 0,
  from: { kind: 'this-machine' },
  login: null,
  counted: null,
  state: 'known',
  limit: 100,
  remaining: 72,
  windowSeconds: 21_600,
  notice: null,
  forecast: { perHour: null, emptyAt: null, basis: null },
  ...parts,
})

test.each([
  [{}, { limit: 100, remaining: 72, tone: 'on' }],
  [{ remaining: 10 }, { limit: 100, remaining: 10, tone: 'on' }],
  [{ remaining: 9 }, { limit: 100, remaining: 9, tone: 'warning' }],
  [{ remaining: 0 }, { limit: 100, remaining: 0, tone: 'danger' }],
  [{ remaining: 180 }, { limit: 100, remaining: 100, tone: 'on' }],
  [{ remaining: null }, null],
  [{ limit: 0, remaining: 0 }, null],
  [{ state: 'not-reported', limit: null, remaining: null }, null],
  [{ state: 'failed' }, null],
] as const)('%j draws %j', (parts, gauge) => {
  expect(gaugeOf(reading(parts))).toEqual(gauge)
})

test('what is nearest to its end comes first, and what is not known last', () => {
  const all = [
    reading({ login: 'unlimited', state: 'not-reported', limit: null, remaining: null }),
    reading({ login: 'most' }),
    reading({ login: 'few', limit: 200, remaining: 20 }),
  ]
  expect(sortQuotas(all).map(({ login }) => login)).toEqual(['few', 'most', 'unlimited'])
})
