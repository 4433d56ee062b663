import type { Page } from '@playwright/test'
import { notice } from '../../shared/notice.ts'
import { docker, podman } from './fake-engines.ts'
import { bigSwitch, expect, test } from './window.ts'

const url = 'http://192.168.11.2:6000'
const dismissed = notice('approval-dismissed')

test.beforeEach(({ core }) => {
  core.addMirror('docker.io', url)
  core.approval.kind = 'needed'
})

const give = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Allow and turn on' })

test('the promise says why a password will be asked, and shows what the dialog will show', async ({
  page,
  core,
  open,
}) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  core.approval.gate = promise
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await expect(
    dialog.getByText(
      '2 files change; docker reloads without stopping containers; an administrator allows these mirrors once, and after that no password is asked.',
    ),
  ).toBeVisible()
  await expect(dialog.getByRole('region', { name: 'The password dialog will show' })).toContainText(`docker.io=${url}`)
  await give(page).click()
  await expect(dialog.getByText('The password dialog is open elsewhere on this desktop.')).toBeVisible()
  await expect(give(page)).toBeDisabled()
  expect([...core.files.keys()]).toEqual([docker.path])
  resolve()
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  expect(core.approval.asked).toEqual([{ acceptRisks: false, only: false }])
  expect(core.files.get(docker.path)).toContain(url)
})

test('once allowed, turning off and on asks nobody', async ({ page, core, open }) => {
  core.approval.kind = 'approved'
  await open()
  const dialog = page.getByRole('dialog')
  for (const way of ['Turn on', 'Turn off', 'Turn on']) {
    await bigSwitch(page).click()
    await dialog.getByRole('button', { name: way }).click()
    await dialog.getByRole('button', { name: 'Close' }).click()
  }
  await expect(bigSwitch(page)).toBeChecked()
  expect(core.approval.asked).toEqual([])
})

test('risks are accepted before an administrator is asked', async ({ page, core, open }) => {
  core.approval.risks = [notice('docker-insecure-warning', { host: '192.168.11.2:6000' })]
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('group', { name: 'What this risks' })).toContainText('192.168.11.2:6000')
  await expect(give(page)).toBeDisabled()
  await dialog.getByLabel('I accept this risk').check()
  await give(page).click()
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  expect(core.approval.asked).toEqual([{ acceptRisks: true, only: false }])
})

test('a dismissed password dialog is no error, and may be opened again', async ({ page, core, open }) => {
  core.failures.set('approval.give', dismissed)
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await give(page).click()
  await expect(dialog.getByText('Nothing was changed.')).toBeVisible()
  await expect(dialog.locator('[data-tone="danger"]')).toHaveCount(0)
  expect([...core.files]).toEqual([[docker.path, docker.original]])
  await give(page).click()
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
})

test('after Cancel a late password allows the mirrors and turns nothing on', async ({ page, core, server, open }) => {
  const { promise, resolve } = Promise.withResolvers<void>()
  core.approval.gate = promise
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await give(page).click()
  await expect(dialog.getByText('turns nothing on')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  resolve()
  // Two further answers have come by the time that a next plan stands there.
  await bigSwitch(page).click()
  await expect(dialog.getByRole('button', { name: 'Turn on' })).toBeEnabled()
  expect(core.approval.kind).toBe('approved')
  expect(server.frames.filter((frame) => frame.includes('"switch.set"'))).toEqual([])
  expect([...core.files]).toEqual([[docker.path, docker.original]])
})

test('a refusal of the administrator’s way is told with its remedy', async ({ page, core, open }) => {
  core.failures.set('approval.give', notice('busy'))
  await open()
  await bigSwitch(page).click()
  await give(page).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Another Pullcord is changing files right now.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(give(page)).toBeEnabled()
})

test('where nobody can be asked there is a command to copy, and the user’s own engines go on', async ({
  page,
  core,
  open,
}) => {
  const command = `sudo pullcord approve --mirror docker.io=${url}`
  core.approval.kind = 'unavailable'
  core.approval.notice = notice('no-agent', { command })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('This session has no program that asks for a password.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Copy command' }).click()
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command)
  await expect(dialog.getByRole('button', { name: 'Turn on' })).toBeEnabled()
})

test('where only the system’s engine would change, nothing is left to press but Close', async ({
  page,
  core,
  open,
}) => {
  core.approval.kind = 'unavailable'
  core.approval.notice = notice('no-agent', { command: 'sudo pullcord on' })
  core.settings = { ...core.settings, engines: [{ id: docker.id, scope: docker.scope }] }
  await open()
  await bigSwitch(page).click()
  await expect(page.getByText('This session has no program that asks for a password.')).toBeVisible()
  await expect(page.getByRole('dialog').getByRole('button')).toHaveText(['Copy command', 'Close'])
})

test('engines of the user ask nobody', async ({ page, core, server, open }) => {
  core.settings = { ...core.settings, engines: [{ id: podman.id, scope: podman.scope }] }
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  expect(server.frames.filter((frame) => frame.includes('approval.'))).toEqual([])
})

test('settings list what is allowed, and take it back', async ({ page, core, open }) => {
  await core.approval.give(core.settings, { acceptRisks: false, only: false })
  await open()
  await page.getByRole('button', { name: 'Settings' }).click()
  const allowed = page.getByRole('region', { name: 'Allowed by an administrator' })
  await expect(allowed.getByText(`docker.io=${url}`)).toBeVisible()
  await expect(
    allowed.getByText(/^allowed at \d\d:\d\d, asked for by user 1000 · the list as it stands$/),
  ).toBeVisible()
  core.failures.set('approval.revoke', dismissed)
  await allowed.getByRole('button', { name: 'Take back all' }).click()
  await expect(allowed.getByText('Nothing was changed.')).toBeVisible()
  await allowed.getByRole('button', { name: 'Take back all' }).click()
  await expect(allowed.getByText('Taken back. Turning on will ask an administrator again.')).toBeVisible()
  await expect(allowed.getByText(`docker.io=${url}`)).toBeHidden()
  expect(core.approval.sets).toEqual([])
})

test('with nothing allowed yet the settings say when it will be asked', async ({ page, open }) => {
  await open()
  await page.getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByRole('dialog')).toContainText('Nothing yet. The first time')
})
