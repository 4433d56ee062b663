import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forecastOf } from '../../../shared/pulls/forecast.ts'
import type { Quota } from '../../../shared/pulls/quota.ts'

const hour = 3_600_000
const start = Date.parse('2026-11-24T08:00:00Z')

/** Measured so many hours after the start. */
function measured(hours: number, remaining: number, other: Partial<Quota> = {}): Quota {
  return {
    at: start + hours * hour,
    from: { kind: 'this-machine' },
    login: null,
    counted: '203.0.113.7',
    state: 'known',
    limit: 100,
    remaining,
    windowSeconds: 21_600,
    notice: null,
    ...other,
  }
}

const none = { perHour: null, emptyAt: null, basis: null }
const at = (hours: number): number => start + hours * hour

test('a steady rate is carried on', () => {
  expect(forecastOf([measured(0, 90), measured(1, 60), measured(0.5, 75)], at(1))).toEqual({
    perHour: 30,
    emptyAt: at(3),
    basis: { from: at(0), to: at(1) },
  })
})

test.each<readonly [string, readonly Quota[]]>([
  ['nothing', []],
  ['one measurement', [measured(0, 90)]],
  ['two within five minutes', [measured(0, 90), measured(0.05, 80)]],
  ['another login', [measured(0, 90, { login: 'jane' }), measured(1, 60)]],
  ['another address', [measured(0, 90, { counted: '198.51.100.1' }), measured(1, 60)]],
  ['another place', [measured(0, 90, { from: { kind: 'collector', mirror: 'http://m:5000' } }), measured(1, 60)]],
  ['another limit', [measured(0, 190, { limit: 200 }), measured(1, 60)]],
  ['addresses that nobody named', [measured(0, 90, { counted: null }), measured(1, 60, { counted: null })]],
  ['only one that did not fail', [measured(0, 90, { state: 'failed', remaining: null }), measured(1, 60)]],
])('nothing is known of %s', (_, quotas) => {
  expect(forecastOf(quotas, at(1))).toEqual(none)
})

test('measurements of another address in between change nothing', () => {
  const office = measured(0.5, 3, { counted: '198.51.100.1' })
  expect(forecastOf([measured(0, 90), office, measured(1, 60)], at(1)).perHour).toBe(30)
})

test('an account needs no name of the hub: the login is one', () => {
  const mine = { login: 'jane', counted: null }
  expect(forecastOf([measured(0, 90, mine), measured(1, 80, mine)], at(1)).perHour).toBe(10)
})

test('pulls that left the window end the time that is looked at', () => {
  const quotas = [measured(0, 20), measured(1, 10), measured(2, 95), measured(3, 85)]
  expect(forecastOf(quotas, at(3))).toEqual({ perHour: 10, emptyAt: null, basis: { from: at(2), to: at(3) } })
  expect(forecastOf([measured(1, 10), measured(2, 95)], at(2))).toEqual(none)
})

test('no pulls are nought an hour, and never the end', () => {
  const still = { perHour: 0, emptyAt: null, basis: { from: at(0), to: at(1) } }
  expect(forecastOf([measured(0, 60), measured(1, 60)], at(1))).toEqual(still)
  expect(forecastOf([measured(0, 0), measured(1, 0)], at(1))).toEqual(still)
})

test('it lasts where the end lies behind the window', () => {
  expect(forecastOf([measured(0, 90), measured(1, 89)], at(1))).toMatchObject({ perHour: 1, emptyAt: null })
})

test('nothing is said once the end has passed, of what is used up, or without a window', () => {
  const quick = [measured(0, 90), measured(1, 10)]
  expect(forecastOf(quick, at(1.05)).emptyAt).toBe(at(1.125))
  expect(forecastOf(quick, at(2))).toEqual(none)
  expect(forecastOf([measured(0, 90), measured(1, 0)], at(1))).toEqual(none)
  const unnamed = quick.map((quota) => ({ ...quota, windowSeconds: null }))
  expect(forecastOf(unnamed, at(1.05))).toEqual(none)
})

test('what is older than the window says nothing any more', () => {
  const quotas = [measured(0, 90), measured(1, 85)]
  expect(forecastOf(quotas, at(6.9)).perHour).toBe(5)
  expect(forecastOf(quotas, at(7))).toEqual(none)
  expect(forecastOf([measured(-6, 95), ...quotas], at(1)).basis).toEqual({ from: at(0), to: at(1) })
})

test('never a negative rate, never an end in the past, never by anything but the same for another order', () => {
  const one = fc.record({ hours: fc.integer({ min: 0, max: 40 }), remaining: fc.integer({ min: 0, max: 100 }) })
  const unlike = fc.uniqueArray(one, { selector: ({ hours }) => hours, maxLength: 12 })
  fc.assert(
    fc.property(unlike, fc.integer({ min: 0, max: 50 }), (ones, hours) => {
      const quotas = ones.map(({ hours: when, remaining }) => measured(when / 4, remaining))
      const found = forecastOf(quotas, at(hours / 4))
      expect(found.perHour ?? 0).toBeGreaterThanOrEqual(0)
      if (found.emptyAt !== null) expect(found.emptyAt).toBeGreaterThan(at(hours / 4))
      expect(forecastOf(quotas.toReversed(), at(hours / 4))).toEqual(found)
    }),
  )
})
