import { docker } from './fake-engines.ts'
import { bigSwitch, expect, test } from './window.ts'

test.beforeEach(({ core }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
})

test('what another face does shows here by itself', async ({ page, core, open }) => {
  await open()
  core.turn('on')
  core.tell()
  await expect(bigSwitch(page)).toBeChecked()
  await expect(page.locator('#telling')).toContainText('docker.io comes through 192.168.11.2.')
})

test('a file that changes behind our back is shown, and can be looked at', async ({ page, core, open }) => {
  core.turn('on')
  await open()
  core.editBehindOurBack(docker.path, '{ "debug": true }\n')
  await expect(page.getByText('docker was changed outside.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Partly on' })).toBeVisible()
  await page.getByRole('button', { name: 'Look: docker' }).click()
  await expect(page.getByRole('dialog').getByRole('heading', { name: 'docker was changed outside' })).toBeVisible()
})

test('a proof is said with its clock time, and its evidence opens in place', async ({ page, core, open }) => {
  core.turn('on')
  const at = new Date()
  at.setHours(0, 5, 0, 0)
  core.overrides.set('podman:user', {
    state: 'proven',
    proof: {
      image: 'alpine:3.20',
      at: at.toISOString(),
      mirror: 'http://192.168.11.2:6000',
      evidence: ['seen in its log'],
    },
  })
  await open()
  await expect(page.getByText('Proven with podman at 00:05. Loaded by docker.')).toBeVisible()
  await page.getByRole('button', { name: /^Podman 5\.8\.6/ }).click()
  await expect(page.getByText('seen in its log')).toBeVisible()
  await expect(page.getByText('alpine:3.20 through http://192.168.11.2:6000 at 00:05')).toBeVisible()
})

test('an engine leaves and joins the switch with the promise first', async ({ page, core, open }) => {
  core.turn('on')
  await open()
  const include = page.getByRole('switch', { name: 'Switch docker too' })
  const dialog = page.getByRole('dialog')
  await include.click()
  await expect(dialog.getByRole('heading', { name: 'Turn off for docker' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(include).toBeChecked()

  await include.click()
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(include).not.toBeChecked()
  expect(core.settings.engines).toEqual([{ id: 'podman', scope: 'user' }])
  await expect(bigSwitch(page)).toBeChecked()

  await include.click()
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(include).toBeChecked()
})

test('while off, an engine is only chosen', async ({ page, core, open }) => {
  await open()
  const include = page.getByRole('switch', { name: 'Switch podman too' })
  await include.click()
  await expect(include).not.toBeChecked()
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(core.settings.engines).toEqual([{ id: 'docker', scope: 'system' }])
})
