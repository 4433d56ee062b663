import type { Page } from '@playwright/test'
import { docker } from './fake-engines.ts'
import { bigSwitch, expect, test } from './window.ts'

async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if ((await focused.count()) === 0) continue
    const label = (await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? ''
    if (label.trim().startsWith(name)) return
  }
  throw new Error(`no way to ${name} by Tab`)
}

test('permission, history and undo without a mouse', async ({ page, core, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  core.approval.kind = 'needed'
  await open()
  const dialog = page.getByRole('dialog')
  await tabTo(page, 'Container pulls')
  await page.keyboard.press('Space')
  await expect(dialog.getByText('The password dialog will show')).toBeVisible()
  await tabTo(page, 'Allow and turn on')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(bigSwitch(page)).toBeFocused()

  await tabTo(page, 'More')
  await page.keyboard.press('Enter')
  await tabTo(page, 'History')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: 'History' })).toBeFocused()
  await tabTo(page, 'Undo: Docker')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Undo it' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Undone for docker.')).toBeVisible()
  expect(core.files.get(docker.path)).toBe(docker.original)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'More' })).toBeFocused()
})

test('the doctor and a drift without a mouse', async ({ page, core, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  core.turn('on')
  core.files.set(docker.path, '{}\n')
  await open()
  const dialog = page.getByRole('dialog')
  await tabTo(page, 'More')
  await page.keyboard.press('Space')
  await tabTo(page, 'Doctor')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Check again')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('All is well.')).toBeVisible()
  await page.keyboard.press('Escape')
  await tabTo(page, 'Look')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: 'docker was changed outside' })).toBeFocused()
  await tabTo(page, 'Leave it as it is')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('were left as they are')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
