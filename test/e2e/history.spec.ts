import { notice } from '../../shared/notice.ts'
import { docker } from './fake-engines.ts'
import { bigSwitch, expect, test } from './window.ts'
import type { Page } from '@playwright/test'

const url = 'http://192.168.11.2:6000'
const dialog = (page: Page) => page.getByRole('dialog')
const rows = (page: Page) => dialog(page).locator('.history > li')

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'History' }).click()
}

async function turnOn(page: Page): Promise<void> {
  await bigSwitch(page).click()
  await dialog(page).getByRole('button', { name: 'Turn on' }).click()
  await dialog(page).getByRole('button', { name: 'Close' }).click()
}

test.beforeEach(({ core }) => core.addMirror('docker.io', url))

test('without a change it says what will stand here', async ({ page, open }) => {
  await open()
  await openHistory(page)
  await expect(dialog(page)).toContainText('Every turn of the switch is written down here')
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('button', { name: 'More' })).toBeFocused()
})

test('a change is written down with who and what, and undone once one is sure', async ({ page, core, open }) => {
  await open()
  await turnOn(page)
  await openHistory(page)
  await expect(rows(page)).toHaveCount(2)
  const row = rows(page).first()
  await expect(row).toContainText('Docker turned on')
  await expect(row).toContainText(/\d\d:\d\d · mei, by leave of an administrator/)
  await expect(row.getByRole('definition')).toHaveText(['no mirror', `docker.io → ${url}`])
  await row.getByText('1 file').click()
  await expect(row.getByText(docker.path)).toBeVisible()

  await row.getByRole('button', { name: /^Undo: Docker, \d\d:\d\d$/ }).click()
  await expect(row.getByText('docker will use no mirror of Pullcord’s, as before.')).toBeVisible()
  await row.getByRole('button', { name: 'Keep' }).click()
  await expect(row.getByRole('button', { name: 'Undo it' })).toHaveCount(0)
  expect(core.files.get(docker.path)).toContain(url)

  await row.getByRole('button', { name: /^Undo:/ }).click()
  await row.getByRole('button', { name: 'Undo it' }).click()
  await expect(dialog(page).getByText('Every file holds the very bytes again that it held before.')).toBeVisible()
  expect(core.files.get(docker.path)).toBe(docker.original)
  await expect(rows(page)).toHaveCount(3)
  await expect(rows(page).first()).toContainText('Docker undone')
})

test('later edits that were kept are told', async ({ page, core, open }) => {
  core.undoParts = { exact: false }
  await open()
  await turnOn(page)
  await openHistory(page)
  await rows(page)
    .last()
    .getByRole('button', { name: /^Undo:/ })
    .click()
  await dialog(page).getByRole('button', { name: 'Undo it' }).click()
  await expect(dialog(page).getByText('Your later edits were kept.')).toBeVisible()
})

test('an undo that waits for a yes says why, and goes on with one', async ({ page, core, server, open }) => {
  await open()
  await turnOn(page)
  const engine = { id: docker.id, scope: docker.scope }
  const failure = notice('docker-pending-edits', { path: docker.path })
  core.undoParts = { engine: { engine, changed: false, failure, notes: [] } }
  await openHistory(page)
  await rows(page)
    .first()
    .getByRole('button', { name: /^Undo:/ })
    .click()
  await dialog(page).getByRole('button', { name: 'Undo it' }).click()
  await expect(dialog(page).getByText('docker stays as it is.')).toBeVisible()
  core.undoParts = {}
  await dialog(page).getByRole('button', { name: 'Undo anyway' }).click()
  await expect(dialog(page).getByText('Undone for docker.')).toBeVisible()
  const undos = server.frames.map((frame) => JSON.parse(frame)).filter(({ name }) => name === 'history.undo')
  expect(undos.map(({ input }) => input.accept)).toEqual([false, true])
})

test('a failed change is marked, and what is fixed offers no way back but says why', async ({ page, core, open }) => {
  core.reportFailures.set('docker:system', notice('docker-refused-reload', { why: 'invalid mirror' }))
  await open()
  await turnOn(page)
  await openHistory(page)
  const row = rows(page).first()
  await expect(row).toContainText('Docker turned on · failed, everything was put back')
  await expect(row).toContainText('dockerd did not take the change: invalid mirror')
  await expect(row.getByRole('button', { name: /^Undo/ })).toHaveCount(0)
  await row.getByText('1 file').click()
  await expect(row).toContainText('This change failed and was put back at once.')
  await expect(rows(page).last().getByRole('button', { name: /^Undo/ })).toBeVisible()
})

test('what another face does appears in the open list', async ({ page, core, open }) => {
  await open()
  await openHistory(page)
  await expect(dialog(page)).toContainText('Nothing was changed yet.')
  const order = { to: 'on', engines: null, mirrors: null, keepTheirs: null, strict: null } as const
  await core.call('switch.set', { ...order, expect: null, accept: false, check: false })
  await expect(rows(page)).toHaveCount(2)
})

test('a hundred entries and more are told to be more', async ({ page, core, open }) => {
  await open()
  await turnOn(page)
  const [entry] = core.journal.entries
  core.journal.entries = Array.from({ length: 120 }, (_, at) => ({ ...entry!, id: `entry-${at}` }))
  await openHistory(page)
  await expect(rows(page)).toHaveCount(100)
  await expect(dialog(page)).toContainText('The latest 100 are shown')
})
