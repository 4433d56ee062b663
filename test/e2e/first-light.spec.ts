import { docker, podman } from './fake-engines.ts'
import { bigSwitch, expect, test } from './window.ts'

test('from nothing to on, and back', async ({ page, core, open }) => {
  await open()
  await expect(page).toHaveTitle('Off · Pullcord')
  await expect(bigSwitch(page)).toBeDisabled()
  await expect(page.getByText('Name a mirror, and one switch sends them through it.')).toBeVisible()

  await page.getByRole('button', { name: 'Add your first mirror' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Registry')).toHaveValue('docker.io')
  await expect(dialog.getByLabel('Mirror URL')).toBeFocused()
  await dialog.getByLabel('Mirror URL').fill('http://192.168.11.2:6000')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Turning on sends docker.io through 192.168.11.2.')).toBeVisible()

  await bigSwitch(page).click()
  await expect(bigSwitch(page)).not.toBeChecked()
  await expect(dialog.getByText('2 files change; docker reloads without stopping containers.')).toBeVisible()
  expect([...core.files.keys()]).toEqual([docker.path])
  await dialog.getByText(docker.path).click()
  await expect(dialog.getByRole('region', { name: `Changes in ${docker.path}` })).toContainText(
    '+\t"registry-mirrors": ["http://192.168.11.2:6000"]',
  )

  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  await expect(dialog.getByText('podman pulls through the mirror')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(bigSwitch(page)).toBeChecked()
  await expect(bigSwitch(page)).toBeFocused()
  await expect(page.getByText('docker.io comes through 192.168.11.2.')).toBeVisible()
  await expect(page.getByText('Loaded by docker. Configured for podman.')).toBeVisible()
  await expect(page).toHaveTitle('On · Pullcord')

  await bigSwitch(page).click()
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await expect(dialog.getByText('docker is as it was')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(bigSwitch(page)).not.toBeChecked()
  expect([...core.files]).toEqual([[docker.path, docker.original]])
})

test('exactly the plan that was shown is applied', async ({ page, core, server, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('2 files change')).toBeVisible()
  const { id } = core.plan('on', null)
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  const sets = server.frames.map((frame) => JSON.parse(frame)).filter(({ name }) => name === 'switch.set')
  const order = { to: 'on', engines: null, mirrors: null, keepTheirs: null, strict: null }
  expect(sets.map(({ input }) => input)).toEqual([{ ...order, expect: id, accept: false, check: true }])
})

test('an empty plan says so and offers nothing', async ({ page, core, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  core.planOverride = { changes: [], reloads: [] }
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('Nothing to change: the files say so already.')).toBeVisible()
  await expect(dialog.getByRole('button')).toHaveText(['Close'])
})

test('while it is carried out, it says what goes on and takes no second yes', async ({ page, core, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  const { promise, resolve } = Promise.withResolvers<void>()
  core.gate = promise
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(dialog.getByText('Asking the mirrors, writing, checking…')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Turn on' })).toBeDisabled()
  resolve()
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
})

test('after a success, a pull is one press away', async ({ page, core, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  core.verification = {
    engine: podman,
    reached: 'proven',
    notice: null,
    evidence: ['GET /v2/library/alpine/manifests/3.20 200'],
    proof: null,
  }
  await open()
  await bigSwitch(page).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await dialog.getByRole('button', { name: 'Prove it with a pull' }).click()
  await expect(dialog.getByRole('heading', { name: 'Prove podman' })).toBeVisible()
  await dialog.getByLabel('Image').fill('alpine:3.20:')
  await expect(dialog.getByText('This is not the name of an image.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Pull and prove' })).toBeDisabled()
  await dialog.getByLabel('Image').fill('alpine:3.20')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('The pull went through the mirror.')).toBeVisible()
  await expect(dialog.getByText('GET /v2/library/alpine/manifests/3.20 200')).toBeVisible()
})
