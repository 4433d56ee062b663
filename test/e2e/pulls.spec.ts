import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { notice } from '../../shared/notice.ts'
import { fakePull } from './fake-pulls.ts'
import { expect, test } from './window.ts'

const many = (count: number) => Array.from({ length: count }, (_, at) => fakePull(count - at))

async function toPulls(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pulls', exact: true }).click()
  await expect(page.getByRole('status')).toBeVisible()
}

const list = (page: Page) => page.getByRole('list', { name: 'Pulls' })
const row = (page: Page, name: string | RegExp) => list(page).getByRole('button', { name })

test('an empty record teaches what fills it', async ({ page, open }) => {
  await open()
  await toPulls(page)
  await expect(page.getByText('No pull was seen yet.')).toBeVisible()
  await expect(page.getByText(/Run this beside the mirror/)).toBeVisible()
})

test('pulls by text, engine and outcome', async ({ page, core, open }) => {
  const node = { upstream: 'docker.io', repository: 'library/node', tag: '24', digest: null }
  core.pulls.pulls = [
    fakePull(3, { image: node, engine: { id: 'podman', scope: 'user' }, outcome: 'mirror-miss' }),
    fakePull(2, { engine: null, client: 'buildkit/v0.12' }),
    fakePull(1, { outcome: 'upstream', mirror: null }),
  ]
  await open()
  await toPulls(page)
  await expect(page.getByRole('status')).toHaveText('3 pulls')
  await expect(row(page, /node:24.*miss.*podman/i)).toBeVisible()
  await expect(row(page, /alpine:3.20.*hit.*buildkit/)).toBeVisible()
  await page.getByRole('searchbox').fill('node')
  await expect(page.getByRole('status')).toHaveText('1 pull')
  await page.getByRole('searchbox').fill('')
  await page.getByLabel('Engine').selectOption('none')
  await expect(row(page, /buildkit/)).toBeVisible()
  await expect(page.getByRole('status')).toHaveText('1 pull')
  await page.getByLabel('Engine').selectOption('')
  await page.getByLabel('Outcome').selectOption('bypassed')
  await expect(page.getByText('No pull matches.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(page.getByRole('status')).toHaveText('3 pulls')
})

test('a row opens its evidence in place, and Escape closes it', async ({ page, core, open }) => {
  core.pulls.pulls = [fakePull(1, { failed: 'no such host', why: notice('pull-failed'), outcome: 'unknown' })]
  core.pulls.evidence = [
    { at: fakePull(1).at, source: 'notifications', text: 'HEAD /v2/library/alpine/manifests/3.20 ⇒ 200' },
    { at: fakePull(1).at, source: 'engine-events', text: '{"status":"pull"}' },
  ]
  await open()
  await toPulls(page)
  await row(page, /alpine/).press('Enter')
  const evidence = page.getByRole('list', { name: 'What was seen' })
  await expect(evidence.getByRole('listitem')).toHaveCount(2)
  await expect(evidence).toContainText('by the mirror’s notifications')
  await expect(page.getByText('no such host')).toBeVisible()
  await row(page, /alpine/).press('Escape')
  await expect(evidence).toHaveCount(0)
})

test('new pulls come in at the top, and wait while one reads further down', async ({ page, core, open }) => {
  core.pulls.pulls = many(300)
  await open()
  await toPulls(page)
  const fresh = { image: { upstream: 'quay.io', repository: 'org/tool', tag: '1', digest: null } }
  core.pulls.see(fakePull(301, fresh))
  await expect(row(page, /quay.io\/org\/tool:1/)).toBeVisible()
  const box = page.locator('.virtual')
  await box.evaluate((element) => element.scrollTo({ top: 2000 }))
  await expect(row(page, /quay.io/)).not.toBeInViewport()
  const before = await box.evaluate((element) => element.scrollHeight)
  core.pulls.see(fakePull(302, fresh), fakePull(303, fresh))
  await expect(page.getByRole('button', { name: 'Show 2 pulls that came since' })).toBeVisible()
  expect(await box.evaluate((element) => [element.scrollTop, element.scrollHeight])).toEqual([2000, before])
  await page.getByRole('button', { name: /that came since/ }).click()
  await expect(row(page, /quay.io/)).toHaveCount(3)
})

test('what a mirror saw becomes the pull that an engine tells of, where it stands', async ({ page, core, open }) => {
  core.pulls.pulls = [fakePull(1, { id: 'seen', engine: null, client: 'docker/28.5.2' })]
  await open()
  await toPulls(page)
  await expect(row(page, /docker\/28/)).toBeVisible()
  core.pulls.tell?.('pulls', { pulls: [fakePull(1)], removed: ['seen'], more: false, sources: [] })
  await expect(list(page).getByRole('listitem')).toHaveCount(1)
  await expect(row(page, /hit.*Docker/)).toBeVisible()
})

test('older pulls are fetched as one scrolls, by keys too', async ({ page, core, open }) => {
  core.pulls.pulls = many(1000)
  await open()
  await toPulls(page)
  await row(page, /alpine/)
    .first()
    .focus()
  for (let count = 0; count < 6; count++) {
    await page.keyboard.press('End')
    await page.waitForTimeout(100)
  }
  await expect(page.locator('[aria-posinset="1000"]')).toBeVisible()
  await page.keyboard.press('Home')
  await expect(page.locator('[aria-posinset="1"]')).toBeVisible()
})

test('names of others are text, whatever they hold', async ({ page, core, open }) => {
  const image = {
    upstream: 'docker.io',
    repository: '<img src=x onerror=alert(1)>\u202Egnp.exe',
    tag: '1',
    digest: null,
  }
  core.pulls.pulls = [fakePull(1, { image, client: '\u001B[31mred' })]
  await open()
  await toPulls(page)
  await expect(row(page, /<img src=x onerror=alert\(1\)>‹U\+202E›gnp.exe:1/)).toBeVisible()
  expect(await page.locator('img').count()).toBe(0)
})

test('the plot, its table, and figures with who says so', async ({ page, core, open }) => {
  core.pulls.pulls = [
    fakePull(0, { at: Date.now() - 60_000 }),
    fakePull(1, { at: Date.now() - 30_000, outcome: 'upstream' }),
  ]
  core.pulls.figures = [
    { name: 'hit-rate', value: 0.5, source: 'notifications', mirror: null, since: null, notice: null },
    {
      name: 'bytes-saved',
      value: null,
      source: 'metrics',
      mirror: 'http://m',
      since: null,
      notice: notice('pull-failed'),
    },
  ]
  await open()
  await toPulls(page)
  await expect(page.getByRole('img', { name: /^2 pulls from/ })).toBeVisible()
  await expect(page.getByText(/Hit rate\s+50%\s+\(the mirror’s notifications\)/)).toBeVisible()
  await expect(page.getByText(/Bytes saved\s+not reported.*It failed, and no mirror served any of it\./)).toBeVisible()
  await page.getByText('The same as a table').click()
  await expect(page.getByRole('columnheader', { name: 'upstream' })).toBeVisible()
})

test('in Traditional Chinese', async ({ page, core, open }) => {
  core.pulls.pulls = [fakePull(1)]
  core.settings = { ...core.settings, language: 'zh-TW' }
  await open()
  await page.getByRole('button', { name: 'Pull', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Pull' }).getByRole('button', { name: /命中/ })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing for axe to find, and it fits every window, ${colorScheme}`, async ({ page, core, open }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    core.pulls.pulls = [fakePull(3, { outcome: 'bypassed' }), fakePull(2, { outcome: 'mirror-miss' }), fakePull(1)]
    core.pulls.sources = [{ source: 'notifications', of: 'http://m', state: 'heard', since: 0, notice: null }]
    await open()
    await toPulls(page)
    await row(page, /bypassed/).click()
    await expect(page.getByText('Nothing more is kept of it.')).toBeVisible()
    if (process.env['PULLCORD_SHOTS'])
      await page.screenshot({ path: `${process.env['PULLCORD_SHOTS']}/pulls-${colorScheme}.png` })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    for (const width of [360, 720, 1440]) {
      await page.setViewportSize({ width, height: 740 })
      const isWide = await page.locator('#root').evaluate((root) => root.scrollWidth > root.clientWidth)
      expect(isWide, `${width} px`).toBe(false)
    }
  })
}

test('the whole list by keyboard, and the focus survives what is scrolled', async ({ page, core, open }) => {
  core.pulls.pulls = many(150)
  await open()
  await toPulls(page)
  const focused = (place: number) => expect(page.locator(`[aria-posinset="${place}"] > button`)).toBeFocused()
  await expect(page.locator('[aria-posinset="1"]')).toHaveAttribute('aria-setsize', '150')
  await page.getByLabel('Outcome').focus()
  await page.keyboard.press('Tab')
  await focused(1)
  for (const [key, place] of [
    ['ArrowDown', 2],
    ['PageDown', 12],
    ['End', 150],
    ['PageUp', 140],
    ['ArrowUp', 139],
  ] as const) {
    await page.keyboard.press(key)
    await focused(place)
  }
  const box = page.locator('.virtual')
  for (const top of [0, 3000, 0, 5000, 400]) {
    await box.evaluate((element, to) => element.scrollTo({ top: to }), top)
    await focused(139)
  }
  await page.keyboard.press('Home')
  await focused(1)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing more is kept of it.')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await focused(2)
})

test('who is in the list by keyboard is not moved by what comes', async ({ page, core, open }) => {
  core.pulls.pulls = many(20)
  await open()
  await toPulls(page)
  await row(page, /alpine/)
    .first()
    .focus()
  core.pulls.see(fakePull(21))
  await expect(page.getByRole('button', { name: 'Show 1 pull that came since' })).toBeVisible()
  await expect(page.locator('[aria-posinset="1"]')).toHaveAttribute('aria-setsize', '20')
  await expect(page.locator('[aria-posinset="1"] > button')).toBeFocused()
})

test('what came while the line was lost is read, and offered to who reads', async ({ page, core, server, open }) => {
  core.pulls.pulls = many(300)
  await open()
  await toPulls(page)
  await expect(page.getByRole('status')).toHaveText('300 pulls')
  core.pulls.pulls = [fakePull(301), ...core.pulls.pulls]
  server.drop()
  await expect(page.getByRole('status')).toHaveText('301 pulls')

  const box = page.locator('.virtual')
  await box.evaluate((element) => element.scrollTo({ top: 3000 }))
  core.pulls.pulls = [fakePull(302), ...core.pulls.pulls]
  server.drop()
  await page.getByRole('button', { name: 'Show what came since' }).click()
  await expect(page.getByRole('status')).toHaveText('302 pulls')
  expect(await box.evaluate((element) => element.scrollTop)).toBe(0)
})

test('a page that cannot be read is said once, and asked for again by a person', async ({
  page,
  core,
  server,
  open,
}) => {
  core.pulls.pulls = many(500)
  await open()
  await toPulls(page)
  core.failures.set('pulls.read', notice('unexpected', { why: 'disk I/O error' }))
  const box = page.locator('.virtual')
  await box.evaluate((element) => element.scrollTo({ top: 9999 }))
  await expect(page.getByText(/disk I\/O error/)).toBeVisible()
  const asked = () => server.frames.filter((frame) => frame.includes('pulls.read')).length
  const before = asked()
  for (const top of [0, 9999, 5000, 9999]) await box.evaluate((element, to) => element.scrollTo({ top: to }), top)
  await page.waitForTimeout(300)
  expect(asked()).toBe(before)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText(/disk I\/O error/)).toBeHidden()
})

test('the one command names the mirror that is set, and a source that is lost is said', async ({
  page,
  core,
  open,
}) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  core.pulls.sources = [
    {
      source: 'engine-events',
      of: 'docker:system',
      state: 'lost',
      since: 0,
      notice: notice('engine-events-lost', { engine: 'docker', why: 'gone' }),
    },
  ]
  await open()
  await toPulls(page)
  await expect(page.getByText('pullcord collect --mirror http://192.168.11.2:6000')).toBeVisible()
  await page.getByText('1 source is not heard').click()
  await expect(page.getByText('docker does not tell of its pulls (gone).')).toBeVisible()
})
