import type { Page } from '@playwright/test'
import type { Check } from '../../shared/doctor.ts'
import { notice } from '../../shared/notice.ts'
import { docker, podman } from './fake-engines.ts'
import { expect, test } from './window.ts'

const at = '2026-11-24T06:05:00.000Z'
const url = 'http://192.168.11.2:6000'
const well = (id: Check['id']): Check => ({ id, engine: null, result: 'ok', subject: '', notice: null })
const gone: Check = {
  id: 'mirror',
  engine: null,
  result: 'problem',
  subject: url,
  notice: notice('mirror-gone', { url, why: 'connection refused' }),
}
const rootless: Check = {
  id: 'helper',
  engine: { id: docker.id, scope: docker.scope },
  result: 'note',
  subject: '/usr/libexec/pullcord/helper',
  notice: notice('needs-root', { engine: 'docker', command: 'sudo pullcord on' }),
}

async function openDoctor(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Doctor' }).click()
}

test('problems come first with what was seen and what mends them', async ({ page, core, open }) => {
  core.checkup = { at, checks: [gone, rootless, well('flags'), well('version')] }
  await open()
  await openDoctor(page)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/^1 problem and 1 thing to know, as seen /)).toBeVisible()
  const rows = dialog.locator('.checks > li:visible')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('problem: Mirror')
  await expect(rows.first()).toContainText(url)
  await expect(rows.first()).toContainText('Check address, port and network.')
  await expect(rows.last().getByRole('button', { name: 'Copy command' })).toBeVisible()
  await dialog.getByText('2 checks are well').click()
  await expect(rows).toHaveCount(4)
})

test('it looks again when told to, and says that all is well', async ({ page, core, open }) => {
  core.checkup = { at, checks: [gone] }
  await open()
  await openDoctor(page)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('connection refused')).toBeVisible()
  core.checkup = { at, checks: [well('mirror')] }
  await dialog.getByRole('button', { name: 'Check again' }).click()
  await expect(dialog.getByText('All is well.')).toBeVisible()
  await expect(dialog.getByText('1 check is well')).toBeVisible()
})

test('what Pullcord itself can mend is one press away', async ({ page, core, open }) => {
  core.addMirror('docker.io', url)
  core.turn('on')
  core.files.delete(podman.path)
  const key = { id: podman.id, scope: podman.scope }
  const seen = notice('changed-outside', { path: podman.path })
  core.checkup = { at, checks: [{ id: 'drift', engine: key, result: 'problem', subject: podman.path, notice: seen }] }
  await open()
  await openDoctor(page)
  const dialog = page.getByRole('dialog')
  // By key: the dialog grows while its answer arrives, and a pointer may miss what it moves.
  await expect(dialog.getByText(/^1 problem/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Look' }).press('Enter')
  await expect(dialog.getByRole('heading', { name: 'podman was changed outside' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Leave it as it is' })).toBeVisible()
})

test('a checkup that fails is told', async ({ page, core, open }) => {
  core.failures.set('doctor.run', notice('busy'))
  await open()
  await openDoctor(page)
  await expect(page.getByRole('dialog')).toContainText('Another Pullcord is changing files right now.')
})
