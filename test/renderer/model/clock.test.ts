import { expect, test } from 'vitest'
import { clock } from '../../../renderer/model/clock.ts'

const now = new Date(2026, 10, 23, 0, 10).getTime()
const at = (...parts: readonly [number, number, number, number, number]): string => new Date(...parts).toISOString()

test.each([
  [at(2026, 10, 23, 0, 5), 'en', '00:05'],
  [at(2026, 10, 22, 23, 59), 'en', 'yesterday 23:59'],
  [at(2026, 10, 22, 23, 59), 'zh-TW', '昨天 23:59'],
  [at(2026, 10, 20, 7, 0), 'en', 'Nov 20 07:00'],
  [at(2025, 10, 23, 0, 5), 'en', 'Nov 23, 2025 00:05'],
])('%s in %s', (iso, tag, text) => {
  expect(clock(iso, now, tag)).toBe(text)
})
