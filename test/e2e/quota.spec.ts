import { notice } from '../../shared/notice.ts'
import type { QuotaReading } from '../../shared/pulls/quota.ts'
import { expectClean } from './clean.ts'
import { expect, test } from './window.ts'

const url = 'http://192.168.11.2:6000'

/** Today at this time, so that no day stands before it. */
function today(hours: number, minutes: number): number {
  return new Date(Date.UTC(2026, 10, 24, hours - 8, minutes)).getTime()
}

const known: QuotaReading = {
  at: today(14, 5),
  from: { kind: 'this-machine' },
  login: null,
  counted: '203.0.113.7',
  state: 'known',
  limit: 100,
  remaining: 72,
  windowSeconds: 21_600,
  notice: null,
  forecast: { perHour: 14, emptyAt: today(19, 14), basis: { from: today(12, 5), to: today(14, 5) } },
}
const none = { perHour: null, emptyAt: null, basis: null }
const collector = { kind: 'collector', mirror: url } as const

test.use({ timezoneId: 'Asia/Taipei' })
test.beforeEach(async ({ page, core }) => {
  core.addMirror('docker.io', url)
  await page.clock.setFixedTime(today(14, 30))
})

test('the gauge says how much is left, of whom, measured where and when, and where that leads', async ({
  page,
  core,
  open,
}) => {
  core.pulls.quotas = [known]
  await open()
  const row = page.getByRole('listitem').filter({ hasText: '72 of 100 left' })
  await expect(row).toContainText('72 of 100 left · 203.0.113.7 · without a login · every 6 h')
  await expect(row).toContainText('Measured at 14:05 from this machine.')
  await expect(row).toContainText('At the rate of lately (14 an hour from 12:05 to 14:05) none is left at 19:14.')
  const meter = row.getByRole('meter', { name: 'Docker Hub' })
  await expect(meter).toHaveJSProperty('value', 72)
  await expect(meter).toHaveJSProperty('max', 100)
  await expect(meter).toHaveAttribute('aria-valuetext', '72 of 100 left')
  // Showing it asks nobody.
  expect(core.pulls.asked).toEqual(['quota'])
})

test('every state has its words; what is nearest to its end stands first', async ({ page, core, open }, testInfo) => {
  core.pulls.quotas = [
    {
      ...known,
      login: 'me',
      counted: 'b7d0',
      state: 'not-reported',
      limit: null,
      remaining: null,
      windowSeconds: null,
      forecast: none,
    },
    {
      ...known,
      from: collector,
      remaining: 3,
      forecast: { ...none, perHour: 0, basis: { from: today(12, 5), to: today(14, 5) } },
    },
    {
      ...known,
      login: 'lost',
      counted: null,
      state: 'failed',
      limit: null,
      remaining: null,
      windowSeconds: null,
      forecast: none,
      notice: notice('list-silent', { url: 'https://auth.docker.io', seconds: 10 }),
    },
    { ...known, login: 'spent', remaining: 0, forecast: none },
    known,
  ]
  await open()
  const rows = page.getByRole('listitem').filter({ hasText: 'Measured' })
  await expect(rows).toHaveCount(5)
  await expect(rows.nth(0)).toContainText('0 of 100 left')
  await expect(rows.nth(0)).toHaveAttribute('data-tone', 'danger')
  await expect(rows.nth(1)).toContainText(`Measured at 14:05 by the collector beside ${url}.`)
  await expect(rows.nth(1)).toContainText('Nothing was used up from 12:05 to 14:05.')
  await expect(rows.nth(1)).toHaveAttribute('data-tone', 'warning')
  await expect(rows.nth(2)).toContainText('72 of 100 left')
  await expect(rows.filter({ hasText: 'as me' })).toContainText('unlimited or not reported')
  const failed = rows.filter({ hasText: 'as lost' })
  await expect(failed).toContainText('not measured')
  await expect(failed).toContainText('https://auth.docker.io sent nothing for 10 s')
  await expect(page.getByRole('meter')).toHaveCount(3)
  // Shapes differ where colours do.
  const shapes = await rows.locator(':scope > .mark').evaluateAll((marks) => marks.map(({ innerHTML }) => innerHTML))
  expect(new Set(shapes.slice(0, 3)).size).toBe(3)
  await expectClean(page, testInfo)
})

test('it is measured when somebody wants it, and told when others have', async ({ page, core, open }) => {
  await open()
  await expect(page.getByText('How many pulls are left was not measured lately.')).toBeVisible()
  core.pulls.quotas = [known]
  await page.getByRole('button', { name: 'Measure' }).click()
  await expect(page.getByText('72 of 100 left')).toBeVisible()
  expect(core.pulls.asked).toEqual(['quota', 'quota probe'])
  core.pulls.tell?.('quota', [{ ...known, remaining: 71 }])
  await expect(page.getByText('71 of 100 left')).toBeVisible()
})

test('what the desktop is told of is nothing, unless somebody wants it', async ({ page, core, open }) => {
  await open()
  await page.getByRole('button', { name: 'Settings' }).click()
  const dialog = page.getByRole('dialog')
  const [first, quota] = [dialog.getByLabel('When a first pull'), dialog.getByLabel('When few pulls are left')]
  await expect(first).not.toBeChecked()
  await expect(quota).not.toBeChecked()
  await first.check()
  await quota.check()
  await expect.poll(() => core.settings.notify).toEqual({ firstPull: true, quotaBelow: 20 })
  await dialog.getByLabel('Fewer than').fill('none')
  await expect(dialog.getByLabel('Fewer than')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('Fewer than').fill('35')
  await dialog.getByLabel('Fewer than').blur()
  await expect.poll(() => core.settings.notify).toEqual({ firstPull: true, quotaBelow: 35 })
  await quota.uncheck()
  await expect.poll(() => core.settings.notify).toEqual({ firstPull: true, quotaBelow: null })
})

test.describe('in Traditional Chinese', () => {
  test.use({ locale: 'zh-TW' })

  test('the gauge and its forecast', async ({ page, core, open }) => {
    core.pulls.quotas = [known]
    await open()
    const row = page.getByRole('listitem').filter({ hasText: '100 次中還剩 72 次' })
    await expect(row).toContainText('203.0.113.7 · 未登入 · 每 6 小時')
    await expect(row).toContainText('14:05 從這台電腦測得。')
    await expect(row).toContainText('照最近的速度（12:05 到 14:05 每小時 14 次），19:14 會用完。')
  })
})
