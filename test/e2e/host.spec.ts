import { notice } from '../../shared/notice.ts'
import { expectClean } from './clean.ts'
import { running } from './fake-host.ts'
import { expect, test } from './window.ts'

const quay = running({ upstream: 'quay.io', way: 'docker', port: 5001 })

test('from no mirror to one on this computer, by keyboard alone', async ({ page, core, open }, testInfo) => {
  let release = (): void => {}
  core.host.gate = new Promise((resolve) => (release = resolve))
  await open()
  await page.getByRole('button', { name: 'Mirror', exact: true }).press('Enter')
  await page.getByRole('button', { name: 'Run a mirror here' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Of what')).toBeFocused()
  await expect(dialog.getByLabel('Of what')).toHaveValue('docker.io')
  // What cannot run it says why, and cannot be chosen.
  await expect(dialog.getByText('docker is installed, and its daemon does not run.')).toBeVisible()
  await expect(dialog.getByRole('option', { name: 'docker', exact: true })).toBeDisabled()
  await expect(dialog.getByText('The image comes from public.ecr.aws')).toBeVisible()
  await expectClean(page, testInfo)
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Fetching public.ecr.aws/docker/library/registry:3')).toBeVisible()
  expect(core.host.asked).toEqual(['start docker.io null null'])
  release()
  await expect(dialog).toBeHidden()
  const row = page.getByRole('listitem').filter({ hasText: '80.0 GB free' })
  await expect(row.getByRole('status')).toHaveText('running')
  await expect(row).toContainText('2.1 GB kept, 80.0 GB free, fetched anew after 7 days')
  expect(core.settings.mirrors.map(({ url }) => url)).toEqual(['http://127.0.0.1:5000'])
})

test('a port that is none is told of before anything starts; one that is taken says who has it', async ({
  page,
  core,
  open,
}) => {
  await open()
  await page.getByRole('button', { name: 'Mirror', exact: true }).click()
  await page.getByRole('button', { name: 'Run a mirror here' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Port').fill('80')
  await expect(dialog.getByRole('button', { name: 'Run it' })).toBeDisabled()
  await dialog.getByLabel('Port').fill('5000')
  core.failures.set('host.start', notice('host-port-taken-by', { port: 5000, who: 'python3', free: 5001 }))
  await dialog.getByRole('button', { name: 'Run it' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Port 5000 is in use by python3.')
})

test('one that waits says for what; stop, start, log, and each deletion after a question', async ({
  page,
  core,
  open,
}, testInfo) => {
  const waits = notice('host-waiting-until', { upstream: 'docker.io', why: 'refused', tries: 3, at: '14:05:09' })
  const hub = running({ upstream: 'docker.io', way: 'podman', port: null })
  core.host.mirrors = [{ ...hub, state: 'waiting-for-upstream', notice: waits, since: null }, quay]
  await open()
  await page.getByRole('button', { name: 'Mirror', exact: true }).click()
  const first = page.getByRole('listitem').filter({ hasText: 'waiting for its upstream' })
  await expect(first).toContainText('docker.io cannot be reached (refused). Tries so far: 3; next at 14:05:09.')
  const here = page.getByRole('region', { name: 'On this computer' })
  const row = here.getByRole('listitem').filter({ hasText: '127.0.0.1:5001' })
  core.host.warning = notice('host-still-asked', { engines: 'podman', url: quay.url, upstream: 'quay.io' })
  await row.getByRole('button', { name: 'Stop' }).click()
  await expect(row.getByRole('status').first()).toHaveText('stopped')
  await expect(row).toContainText('Still in use by podman, at http://127.0.0.1:5001:')
  await row.getByRole('button', { name: 'Start' }).click()
  await expect(row.getByRole('status').first()).toHaveText('running')
  expect(core.host.asked).toEqual(['start quay.io null null'])
  const more = row.getByRole('button', { name: 'More about the mirror of quay.io' })
  await more.press('Enter')
  await expect(more).toHaveAttribute('aria-expanded', 'true')
  await expect(row).toContainText('distribution 3.0.0')
  await expect(row).toContainText('loginctl enable-linger')
  await row.getByRole('button', { name: 'Show its log' }).click()
  await expect(row.getByText('GET /v2/ HTTP/1.1')).toBeVisible()
  await expectClean(page, testInfo)
  await row.getByRole('button', { name: 'Make room' }).click()
  await row.getByRole('button', { name: 'Keep', exact: true }).click()
  expect(core.host.asked).toHaveLength(1)
  await row.getByRole('button', { name: 'Delete all it keeps' }).click()
  await row.locator('.question').getByRole('button', { name: 'Delete all it keeps' }).click()
  await expect(row.getByText('2.0 GB were freed.')).toBeVisible()
  await row.getByRole('button', { name: 'Remove' }).click()
  await expect(row.locator('.question')).toContainText('Engines keep it until you turn on again, or off.')
  await row.locator('.question').getByRole('button', { name: 'Remove' }).click()
  await expect(row).toBeHidden()
  expect(core.host.asked.slice(1)).toEqual(['prune quay.io true', 'remove quay.io true'])
})

test.describe('in Traditional Chinese', () => {
  test.use({ locale: 'zh-TW' })

  test('a mirror on this computer', async ({ page, core, open }, testInfo) => {
    core.host.mirrors = [quay]
    await open()
    await page.getByRole('button', { name: 'Mirror', exact: true }).click()
    await expect(page.getByText('保存 2.1 GB，剩餘空間 80.0 GB，7 天後重新取得')).toBeVisible()
    await page.getByRole('button', { name: '更多：quay.io 的 mirror' }).click()
    await expect(page.getByText('你登入時它會自己回來。')).toBeVisible()
    await page.screenshot({ path: testInfo.outputPath('host.png') })
  })
})
