import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRateLimit, readRateLimit } from '../../../shared/pulls/ratelimit.ts'

test.each<readonly [string, number | null, number | null]>([
  ['100;w=21600', 100, 21_600],
  [' 76 ; w=21600 ', 76, 21_600],
  ['200;W=3600', 200, 3_600],
  ['0;w=21600', 0, 21_600],
  ['100', 100, null],
  ['', null, null],
  ['-1;w=21600', null, null],
  ['1.5;w=21600', null, null],
  ['1e3;w=60', null, null],
  ['100;w=', null, null],
  ['100;w=0', null, null],
  ['100;w=-60', null, null],
  ['100;w=6h', null, null],
  ['100;w=60;w=70', null, null],
  ['100;w=21600, 200;w=86400', null, null],
  ['100;window=21600', null, null],
  ['9999999999;w=60', null, null],
  ['１００;w=60', null, null],
  ['100;w=21600\n', null, null],
])('%j', (text, count, windowSeconds) => {
  expect(parseRateLimit(text)).toEqual(count === null ? null : { count, windowSeconds })
})

test('whatever is written comes back, and any text is either read whole or not at all', () => {
  const number = fc.integer({ min: 0, max: 999_999_999 })
  fc.assert(
    fc.property(number, fc.integer({ min: 1, max: 999_999_999 }), (count, windowSeconds) => {
      expect(parseRateLimit(`${count};w=${windowSeconds}`)).toEqual({ count, windowSeconds })
    }),
  )
  const any = fc.oneof(fc.string(), fc.stringMatching(/^[\d;w=, .-]{0,20}$/))
  fc.assert(
    fc.property(any, (text) => {
      const read = parseRateLimit(text)
      if (read === null) return
      const again = read.windowSeconds === null ? `${read.count}` : `${read.count};w=${read.windowSeconds}`
      expect(again).toBe(text.toLowerCase().replaceAll(/[ \t]|(?<![\d])0+(?=\d)/g, ''))
      expect(Number.isSafeInteger(read.count) && read.windowSeconds !== 0).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

const read = (headers: Readonly<Record<string, string>>): ReturnType<typeof readRateLimit> =>
  readRateLimit((name) => headers[name] ?? null)

test('an answer with a limit, without one, and with one that cannot be read', () => {
  expect(
    read({
      'ratelimit-limit': '100;w=21600',
      'ratelimit-remaining': '76;w=21600',
      'docker-ratelimit-source': '203.0.113.7',
    }),
  ).toEqual({
    state: 'known',
    limit: 100,
    remaining: 76,
    windowSeconds: 21_600,
    counted: '203.0.113.7',
    notice: null,
  })
  expect(read({ 'docker-ratelimit-source': '5f9c-11' })).toMatchObject({
    state: 'not-reported',
    limit: null,
    remaining: null,
    counted: '5f9c-11',
    notice: { code: 'quota-not-reported' },
  })
  for (const odd of [{ 'ratelimit-limit': 'lots' }, { 'ratelimit-remaining': '5;w=60' }]) {
    expect(read(odd)).toMatchObject({
      state: 'failed',
      limit: null,
      remaining: null,
      notice: { code: 'quota-unreadable' },
    })
  }
})

test('a window that only one of the two names counts; markup for an address is no address', () => {
  const odd = { 'ratelimit-limit': '100', 'ratelimit-remaining': '7;w=60', 'docker-ratelimit-source': '<b>x</b>' }
  expect(read(odd)).toMatchObject({ state: 'known', windowSeconds: 60, counted: null })
})

test('what cannot be read is shown short and without control characters', () => {
  const message = read({ 'ratelimit-limit': `\u001b[31m${'x'.repeat(5_000)}` }).notice?.message ?? ''
  expect(message).toContain('“·[31mxxx')
  expect(message.length).toBeLessThan(200)
})
