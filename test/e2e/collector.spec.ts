import type { Page } from '@playwright/test'
import { notice } from '../../shared/notice.ts'
import type { CollectorFound } from '../../shared/pulls/collector.ts'
import { expectClean } from './clean.ts'
import { expect, test } from './window.ts'

const url = 'http://192.168.11.2:6000'
const collector = 'http://192.168.11.2:7780'
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'

function found(mirror: string, at = collector): CollectorFound {
  const hello = { pullcord: 'collector', protocol: 1, mirror: { url: mirror, upstream: 'docker.io' } } as const
  return { url: at, hello, notice: null }
}

async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mirror', exact: true }).click()
  await page.getByRole('button', { name: 'Look for a collector' }).click()
  // The dialog has come.
  await expect(page.getByRole('dialog').getByLabel('Port')).toBeFocused()
}

test.beforeEach(({ core }) => core.addMirror('docker.io', url))

test('without a collector, it is said what one is and how one is had', async ({ page, open }, testInfo) => {
  await open()
  await page.getByRole('button', { name: 'Mirror', exact: true }).click()
  await expect(page.getByText('records who pulls what, also while this machine sleeps')).toBeVisible()
  await expect(page.getByText(`pullcord collect --mirror ${url} --listen 0.0.0.0:7780`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy command' })).toBeVisible()
  await expectClean(page, testInfo)
})

test('a port is confirmed before anything is asked; what was found is added with its token', async ({
  page,
  core,
  open,
}, testInfo) => {
  core.pulls.found = found(url)
  await open()
  await look(page)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Port')).toHaveValue('7780')
  expect(core.pulls.asked).not.toContain('find 7780')
  await dialog.getByLabel('Port').fill('70000')
  await expect(dialog.getByRole('button', { name: 'Look', exact: true })).toBeDisabled()
  await dialog.getByLabel('Port').fill('7781')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(`A collector answers at ${collector}. It collects the pulls of ${url}`)).toBeVisible()
  expect(core.pulls.asked).toContain('find 7781')
  await expect(dialog.getByText('can read the token')).toBeVisible()
  const add = dialog.getByRole('button', { name: 'Add' })
  await expect(add).toBeDisabled()
  await expect(dialog.getByLabel('Its token')).toBeFocused()
  await dialog.getByLabel('Its token').fill('read-me')
  await expectClean(page, testInfo)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('listitem').filter({ hasText: collector })).toContainText('heard')
})

test('over TLS an authority may be pasted, and what is none is not taken', async ({ page, core, open }) => {
  core.pulls.found = found(url, 'https://192.168.11.2:7780')
  await open()
  await look(page)
  const dialog = page.getByRole('dialog')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('Its token').fill('read-me')
  await expect(dialog.getByText('can read the token')).toBeHidden()
  await dialog.getByLabel('Certificate of its authority').fill('hello')
  await expect(dialog.getByRole('button', { name: 'Add' })).toBeDisabled()
  await dialog.getByLabel('Certificate of its authority').fill(pem)
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog).toBeHidden()
  expect(core.pulls.collectors.map((one) => one.url)).toEqual(['https://192.168.11.2:7780'])
})

test('none there, another mirror’s, and a token that is refused are told apart', async ({ page, core, open }) => {
  core.pulls.found = { url: collector, hello: null, notice: null }
  await open()
  await look(page)
  const dialog = page.getByRole('dialog')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(`No collector answers at ${collector}.`)).toBeVisible()
  core.pulls.found = { url: collector, hello: null, notice: notice('mirror-gone', { url: collector, why: 'refused' }) }
  await dialog.getByRole('button', { name: 'Look', exact: true }).click()
  await expect(dialog.getByText(`${collector} cannot be reached (refused).`)).toBeVisible()
  core.pulls.found = found('http://mirror.corp')
  await dialog.getByRole('button', { name: 'Look', exact: true }).click()
  await expect(dialog.getByText('It collects the pulls of http://mirror.corp')).toBeVisible()
  await expect(dialog.getByText('Add it only if you know that both are the same mirror.')).toBeVisible()
  core.failures.set('collector.add', notice('mirror-needs-login', { url: collector, host: '192.168.11.2' }))
  await dialog.getByLabel('Its token').fill('wrong')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog.getByRole('alert')).not.toBeEmpty()
  expect(core.pulls.collectors).toEqual([])
})

test('one that is lost says why, and is removed only after a question', async ({ page, core, open }) => {
  const why = notice('mirror-gone', { url: collector, why: 'connection refused' })
  core.pulls.collectors = [{ mirror: url, url: collector, state: 'lost', notice: why }]
  await open()
  await page.getByRole('button', { name: 'Mirror', exact: true }).click()
  const row = page.getByRole('listitem').filter({ hasText: collector })
  await expect(row).toContainText('not heard')
  await expect(row).toContainText('cannot be reached (connection refused)')
  core.pulls.collectors = [{ mirror: url, url: collector, state: 'heard', notice: null }]
  core.pulls.sources = [{ source: 'notifications', of: url, state: 'heard', since: 0, notice: null }]
  core.pulls.see()
  await expect(row.getByRole('status')).toHaveText('heard')
  await row.getByRole('button', { name: 'Remove' }).click()
  await row.getByRole('button', { name: 'Keep' }).click()
  await row.getByRole('button', { name: 'Remove' }).click()
  await row.locator('.question').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('button', { name: 'Look for a collector' })).toBeVisible()
  expect(core.pulls.collectors).toEqual([])
})

test.describe('in Traditional Chinese', () => {
  test.use({ locale: 'zh-TW' })

  test('the mirror and its collector', async ({ page, core, open }, testInfo) => {
    core.pulls.found = found(url)
    const at = Date.parse('2026-11-24T06:05:00Z')
    core.pulls.catalogs.set(url, {
      mirror: url,
      at,
      names: 'library/alpine\nlibrary/node',
      count: 2,
      isComplete: true,
      tookMs: 40,
      notice: null,
    })
    await open()
    await page.getByRole('button', { name: 'Mirror', exact: true }).click()
    await page.getByRole('button', { name: '讀取 catalog' }).click()
    await expect(page.getByText(/讀取，費時 40 ms，共 2 個 repository。$/)).toBeVisible()
    await page.screenshot({ path: testInfo.outputPath('mirror.png') })
    await page.getByRole('button', { name: 'library/node' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText('pull-through cache 會向上游詢問 tag')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '尋找 collector' }).click()
    await expect(dialog.getByLabel('連接埠')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(dialog.getByText(`它收集 ${url} 的 pull`)).toBeVisible()
    await page.screenshot({ path: testInfo.outputPath('found.png') })
  })
})
