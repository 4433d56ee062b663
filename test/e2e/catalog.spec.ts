import type { Page } from '@playwright/test'
import { notice } from '../../shared/notice.ts'
import type { Catalog } from '../../shared/pulls/catalog.ts'
import { expectClean } from './clean.ts'
import { expect, test } from './window.ts'

const url = 'http://192.168.11.2:6000'
const at = Date.parse('2026-11-24T06:05:00Z')
const many = 100_000

function catalogOf(names: readonly string[], parts: Partial<Catalog> = {}): Catalog {
  const isComplete = true
  return {
    mirror: url,
    at,
    names: names.join('\n'),
    count: names.length,
    isComplete,
    tookMs: 2100,
    notice: null,
    ...parts,
  }
}

const nameOf = (number: number): string => `team-${number % 100}/service-${number}`
const manyNames = Array.from({ length: many }, (_, number) => nameOf(number))

async function openMirror(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mirror', exact: true }).click()
  await page.getByRole('heading', { name: 'Catalog' }).waitFor()
}

test.use({ timezoneId: 'Asia/Taipei' })
test.beforeEach(({ core }) => core.addMirror('docker.io', url))

test('the catalog is read when it is wanted, and 100,000 names are filtered as one types', async ({
  page,
  core,
  open,
}) => {
  core.pulls.catalogs.set(url, catalogOf(manyNames))
  await open()
  await openMirror(page)
  await expect(page.getByText('The catalog has not been read yet.')).toBeVisible()
  expect(core.pulls.asked.filter((call) => call.startsWith('catalog'))).toEqual(['catalog read'])
  await page.getByRole('button', { name: 'Read the catalog' }).click()
  await expect(page.getByText(/^100,000 repositories, read .*14:05 in 2\.1 s\.$/)).toBeVisible()

  const rows = page.getByRole('list', { name: 'Repositories' }).getByRole('listitem')
  expect(await rows.count()).toBeLessThan(60)
  await expect(rows.first()).toHaveAttribute('aria-setsize', String(many))
  await page.getByLabel('Filter').fill('SERVICE-9999 team')
  await expect(page.getByText('11 of 100,000')).toBeVisible()
  await expect(rows).toHaveCount(11)
  await expect(rows.first()).toHaveText('team-99/service-9999')
  await page.getByLabel('Filter').fill('nothing-like-it')
  await expect(page.getByText('No name holds all of that.')).toBeVisible()
  await expect(rows).toHaveCount(0)
})

test('keys lead through all of it, and a row gets the focus back', async ({ page, core, open }) => {
  core.pulls.catalogs.set(url, catalogOf(manyNames))
  await open()
  await openMirror(page)
  await page.getByRole('button', { name: 'Read the catalog' }).click()
  const button = (number: number) => page.getByRole('button', { name: manyNames[number] ?? '', exact: true })
  await page.getByLabel('Filter').focus()
  await page.keyboard.press('Tab')
  await expect(button(0)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(button(1)).toBeFocused()
  await page.keyboard.press('End')
  await expect(button(many - 1)).toBeFocused()
  await expect(button(many - 1)).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('heading', { name: manyNames[many - 1] ?? '' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button(many - 1)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(button(0)).toBeFocused()
  await expect(button(0)).toBeInViewport()
})

test('a walk tells how far it has come, and what it found stays when it is cancelled', async ({ page, core, open }) => {
  const slow = notice('list-stopped', { url })
  core.pulls.catalogs.set(url, catalogOf(['a/one', 'a/two', 'b/one', 'b/two'], { notice: slow }))
  let release = (): void => {}
  core.pulls.gate = new Promise((resolve) => (release = resolve))
  await open()
  await openMirror(page)
  await page.getByRole('button', { name: 'Read the catalog' }).click()
  await expect(page.getByText('2 repositories on 1 page so far')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Stopping…')).toBeVisible()
  release()
  await expect(page.getByText(/^2 repositories so far, read/)).toBeVisible()
  await expect(page.getByText(`The list of ${url} was stopped`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'a/two' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Read it again' })).toBeVisible()
})

test('a walk that another face has begun is followed', async ({ page, core, open }) => {
  await open()
  await openMirror(page)
  core.pulls.tell?.('catalog', { mirror: url, count: 1234, pages: 2, isDone: false })
  await expect(page.getByText('1,234 repositories on 2 pages so far')).toBeVisible()
  core.pulls.tell?.('catalog', { mirror: url, count: 1234, pages: 2, isDone: true })
  await expect(page.getByText('so far')).toBeHidden()
})

test('names are text, whatever they hold', async ({ page, core, open }) => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    'safe/\u202egnp.exe',
    'bell\u0007\u001b[31m',
    'مستودع/צורה',
    `zero\u200bwidth`,
    'x'.repeat(5000),
  ]
  core.pulls.catalogs.set(url, catalogOf(hostile))
  await open()
  await openMirror(page)
  await page.getByRole('button', { name: 'Read the catalog' }).click()
  const rows = page.getByRole('list', { name: 'Repositories' }).getByRole('listitem')
  await expect(rows).toHaveCount(hostile.length)
  await expect(rows.nth(0)).toHaveText(hostile[0]!)
  await expect(rows.nth(1)).toHaveText('safe/‹U+202E›gnp.exe')
  await expect(rows.nth(2)).toHaveText('bell‹U+0007›‹U+001B›[31m')
  await expect(rows.nth(4)).toHaveText('zero‹U+200B›width')
  expect(await rows.locator('bdi').count()).toBe(hostile.length)
  expect(await page.locator('#root img').count()).toBe(0)
  const overflow = await page.locator('#root').evaluate((root) => root.scrollWidth > root.clientWidth)
  expect(overflow).toBe(false)
  await rows.nth(1).getByRole('button').click()
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toHaveText('safe/‹U+202E›gnp.exe')
  // What is asked for is the name as the mirror has it.
  expect(core.pulls.asked.at(-1)).toBe('image safe/\u202egnp.exe')
})

test('an image is told from our record first; asking is a choice, and its price is said before', async ({
  page,
  core,
  open,
}, testInfo) => {
  const digest = `sha256:${'a'.repeat(64)}`
  core.pulls.catalogs.set(url, catalogOf(['library/alpine']))
  const [after, before] = [Date.parse('2026-11-20T06:05:00Z'), Date.parse('2026-11-20T06:35:00Z')]
  core.pulls.image = {
    firstCached: { repository: 'library/alpine', after, before },
    seen: [{ tag: '3.20', digest, at }],
  }
  await open()
  await openMirror(page)
  await page.getByRole('button', { name: 'Read the catalog' }).click()
  await page.getByRole('button', { name: 'library/alpine' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/^First cached between .*14:05 and .*14:35\.$/)).toBeVisible()
  await expect(dialog.getByText('3.20', { exact: true })).toBeVisible()
  await expect(dialog.getByText('asks its upstream for the tags')).toBeVisible()
  await expect(dialog.getByText('costs one pull of the quota')).toBeVisible()
  expect(core.pulls.asked.filter((call) => /^(tags|image)/.test(call))).toEqual(['image library/alpine'])

  core.pulls.tags = { tags: ['3.19', '3.20', 'edge'], isComplete: true, notice: notice('tags-asked', { url }) }
  await dialog.getByRole('button', { name: 'Show tags' }).click()
  await expect(dialog.getByText('also tells tags that nobody has pulled')).toBeVisible()
  await dialog.getByRole('button', { name: 'edge' }).click()
  await expect(dialog.getByLabel('Tag or digest')).toHaveValue('edge')
  core.pulls.image = {
    digest,
    variants: [
      { platform: 'linux/amd64', digest, size: 3_623_844, layers: 1 },
      { platform: 'linux/arm64/v8', digest, size: null, layers: null },
    ],
  }
  await dialog.getByRole('button', { name: 'Ask the mirror' }).click()
  const variants = dialog.getByRole('list', { name: 'Platforms and sizes' }).getByRole('listitem')
  await expect(variants.nth(0)).toHaveText(`linux/amd643.6 MB1 layer${digest}Copy`)
  await expect(variants.nth(1)).toContainText('linux/arm64/v8size not toldlayers not told')
  await expect(dialog.getByRole('button', { name: `Copy ${digest}` }).first()).toBeVisible()
  expect(core.pulls.asked.slice(-2)).toEqual(['tags library/alpine', 'image library/alpine:edge ask'])
  await expectClean(page, testInfo)
})

test('a list of tags without end is cut, and filtered', async ({ page, core, open }) => {
  core.pulls.catalogs.set(url, catalogOf(['library/alpine']))
  const tags = Array.from({ length: 20_000 }, (_, number) => `build-${number}`)
  core.pulls.tags = { tags, isComplete: false, notice: null }
  await open()
  await openMirror(page)
  await page.getByRole('button', { name: 'Read the catalog' }).click()
  await page.getByRole('button', { name: 'library/alpine' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Show tags' }).click()
  await expect(dialog.getByText('19,900 more; filter to see them.')).toBeVisible()
  await dialog.getByLabel('Filter the tags').fill('build-19999')
  await expect(dialog.getByRole('button', { name: 'build-19999' })).toBeVisible()
})

test('with several mirrors one is picked; a server that counts pulls is asked what it counts', async ({
  page,
  core,
  open,
}) => {
  core.addMirror('quay.io', 'http://192.168.11.2:6001')
  core.pulls.activity = {
    server: 'zot',
    isComplete: true,
    repositories: [
      { repository: 'b/few', pulls: 2, lastPulledAt: null },
      { repository: 'a/many', pulls: 1200, lastPulledAt: at },
    ],
  }
  await open()
  await openMirror(page)
  await expect(page.getByText('zot’s own count')).toBeVisible()
  const first = page.getByRole('listitem').filter({ hasText: 'a/many' })
  await expect(first).toContainText('1,200 pulls')
  await expect(page.getByRole('listitem').filter({ hasText: 'docker.io' })).toContainText('4 ms')
  await page.getByRole('combobox', { name: 'Mirror' }).selectOption('http://192.168.11.2:6001')
  await expect(page.getByRole('listitem').filter({ hasText: 'quay.io' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'docker.io' })).toBeHidden()
})

test('a read that fails is told', async ({ page, core, open }) => {
  await open()
  await openMirror(page)
  await expect(page.getByText('The catalog has not been read yet.')).toBeVisible()
  core.failures.set('catalog.read', notice('list-silent', { url, seconds: 10 }))
  await page.getByRole('button', { name: 'Read the catalog' }).click()
  await expect(page.getByText(`${url} sent nothing for 10 s`)).toBeVisible()
})
