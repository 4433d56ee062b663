import { expect, test } from 'vitest'
import { moment, span } from '../../../renderer/model/moment.ts'

test('a moment of another day tells its day', () => {
  const now = new Date(2026, 10, 24, 18, 0).getTime()
  expect(moment(new Date(2026, 10, 24, 14, 5).getTime(), now, 'en')).toBe('14:05')
  expect(moment(new Date(2026, 10, 23, 14, 5).getTime(), now, 'en')).toBe('yesterday 14:05')
})

test.each([
  [40.4, '40 ms'],
  [2100, '2.1 s'],
  [59_940, '59.9 s'],
  [59_960, '1 min'],
  [80_000, '1 min 20 s'],
])('%d ms is %s', (ms, text) => {
  expect(span(ms)).toBe(text)
})
