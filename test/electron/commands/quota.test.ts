import { afterEach, expect, test, vi } from 'vitest'
import { quota } from '../../../electron/commands/quota.ts'
import type { Core } from '../../../shared/contract.ts'
import { notice } from '../../../shared/notice.ts'
import type { QuotaReading } from '../../../shared/pulls/quota.ts'

afterEach(() => vi.restoreAllMocks())

const at = new Date(2026, 10, 24, 9, 30).getTime()
const known: QuotaReading = {
  at,
  from: { kind: 'this-machine' },
  login: null,
  counted: '203.0.113.7',
  state: 'known',
  limit: 100,
  remaining: 76,
  windowSeconds: 21_600,
  notice: null,
  forecast: { perHour: null, emptyAt: null, basis: null },
}
const nothing = { limit: null, remaining: null, windowSeconds: null } as const
const unlimited: QuotaReading = {
  ...known,
  ...nothing,
  login: 'jane',
  counted: '5f9c-11',
  state: 'not-reported',
  notice: notice('quota-not-reported'),
}
const failed: QuotaReading = {
  ...known,
  ...nothing,
  counted: null,
  state: 'failed',
  notice: notice('quota-unreachable', { why: 'ENOTFOUND' }),
}

/** What the command prints of these readings, how it ends, and what it asked the core for. */
async function run(readings: readonly QuotaReading[], values: Readonly<Record<string, boolean>> = {}) {
  let text = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => ((text += String(chunk)), true))
  const asked: unknown[] = []
  const call = async (...order: unknown[]): Promise<unknown> => (asked.push(order), readings)
  const code = await quota.run({ values, positionals: [] }, { call } as unknown as Core)
  vi.restoreAllMocks()
  return { code, text, asked }
}

test('a line for each: what is left, of whom, measured when and by whom', async () => {
  const theirs = { ...known, from: { kind: 'collector', mirror: 'http://m.lan:5000' }, remaining: 4 } as const
  const { code, text, asked } = await run([unlimited, known, theirs])
  expect(code).toBe(0)
  expect(text.split('\n')).toEqual([
    'Account of jane (5f9c-11): unlimited or not reported',
    expect.stringMatching(/^ {2}measured .*2026.* from this machine$/),
    'Address of this machine (203.0.113.7): 76 of 100 left · every 6 h',
    expect.stringMatching(/^ {2}measured .* from this machine$/),
    'Address of http://m.lan:5000 (203.0.113.7): 4 of 100 left · every 6 h',
    expect.stringMatching(/^ {2}measured .* by the collector of http:\/\/m\.lan:5000$/),
    '',
  ])
  expect(asked).toEqual([['quota.read', { probe: true }]])
})

test('the rate, and the end where there is one in sight', async () => {
  const basis = { from: at - 3_600_000, to: at }
  const soon = await run([{ ...known, forecast: { perHour: 30.4, emptyAt: at + 3_600_000, basis } }])
  expect(soon.text).toMatch(/^ {2}30 an hour since .*; at this rate none is left at .*$/m)
  const slow = await run([{ ...known, forecast: { perHour: 0.2, emptyAt: null, basis } }])
  expect(slow.text).toMatch(/^ {2}less than 1 an hour since [^;]*$/m)
  expect((await run([{ ...known, forecast: { perHour: 0, emptyAt: null, basis } }])).text).toContain(
    '  0 an hour since',
  )
})

test('a failure is told with its reason; it ends with 1 where nothing else is known', async () => {
  const alone = await run([failed])
  expect(alone.code).toBe(1)
  expect(alone.text).toContain('Address of this machine: not measured\n')
  expect(alone.text).toContain('  Docker Hub cannot be asked (ENOTFOUND).\n')
  expect((await run([failed, unlimited])).code).toBe(0)
  const old = await run([{ ...known, notice: failed.notice }])
  expect([old.code, old.text.includes('76 of 100'), old.text.includes('ENOTFOUND')]).toEqual([0, true, true])
})

test('without leave to ask, and with nothing known', async () => {
  const { code, text, asked } = await run([], { 'no-probe': true })
  expect([code, asked]).toEqual([0, [['quota.read', { probe: false }]]])
  expect(text).toBe('Nothing was measured within the last day.\nMeasure: pullcord quota\n')
})

test('as JSON, nulls for what is not reported', async () => {
  const { notice: _, ...rest } = unlimited
  const { text } = await run([unlimited], { json: true })
  expect(JSON.parse(text)).toEqual({
    quotas: [{ ...rest, code: 'quota-not-reported', reason: expect.stringContaining('not reported'), remedy: '' }],
  })
})
