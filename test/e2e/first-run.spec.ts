import { expectClean } from './clean.ts'
import { podman } from './fake-engines.ts'
import { bigSwitch, expect, test } from './window.ts'

const proven = {
  engine: { id: 'podman', scope: 'user' },
  reached: 'proven',
  notice: null,
  evidence: ['GET /v2/library/hello-world/manifests/latest 200'],
  proof: {
    image: 'docker.io/library/hello-world:latest',
    at: '2026-11-29T06:05:00.000Z',
    mirror: 'http://192.168.11.2:6000',
    evidence: [],
  },
} as const

test('the team’s mirror: from nothing to a proven pull without a mouse', async ({ page, core, open }) => {
  core.verification = proven
  await open()
  const card = page.getByRole('region', { name: 'Set up in a minute' })
  await expect(card.getByRole('radio', { name: 'Yes, at this address' })).toBeChecked()
  await expect(card.getByText('no password is asked.')).toBeVisible()
  const begin = card.getByRole('button', { name: 'Set up Podman' })
  await expect(begin).toBeDisabled()

  await card.getByRole('radio', { name: 'Yes, at this address' }).focus()
  await page.keyboard.press('Tab')
  await expect(card.getByLabel('Mirror URL')).toBeFocused()
  await page.keyboard.type('192.168.11.2:6000')
  await expect(card.getByText('does not say http:// or https://')).toBeVisible()
  await card.getByLabel('Mirror URL').fill('')
  await page.keyboard.type('http://192.168.11.2:6000')
  // Asked by itself, once the typing has ended.
  await expect(card.locator('.test')).toContainText('up')
  await page.keyboard.press('Enter')

  await expect(
    card.getByText('docker.io/library/hello-world:latest came through http://192.168.11.2:6000.'),
  ).toBeVisible()
  await expect(card.getByText('GET /v2/library/hello-world/manifests/latest 200')).toBeVisible()
  expect([...core.files.keys()]).toContain(podman.path)
  await expect(page.getByRole('heading', { name: 'Partly on' })).toBeVisible()

  // Docker follows, with its diff first.
  await card.getByRole('button', { name: 'Show what changes' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('1 file changes; docker reloads without stopping containers.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(bigSwitch(page)).toBeChecked()
  await card.getByRole('button', { name: 'Done' }).click()
  await expect(card).toBeHidden()
})

test('what fails is told at its step, and what was typed is there again', async ({ page, core, open }) => {
  const { notice } = await import('../../shared/notice.ts')
  await open()
  const card = page.getByRole('region', { name: 'Set up in a minute' })
  await card.getByLabel('Mirror URL').fill('http://192.168.11.2:6000')
  core.failures.set('switch.set', notice('mirror-silent', { url: 'http://192.168.11.2:6000' }))
  await card.getByRole('button', { name: 'Set up Podman' }).click()
  await expect(card.getByText('accepts connections and never answers')).toBeVisible()
  await expect(card.getByRole('listitem').filter({ hasText: 'The engine' })).toContainText('failed')
  await card.getByRole('button', { name: 'Back' }).click()
  await expect(card.getByLabel('Mirror URL')).toHaveValue('http://192.168.11.2:6000')
})

test('no mirror in the team: one is run on this computer, and can be cancelled while it starts', async ({
  page,
  core,
  open,
}) => {
  core.verification = proven
  await open()
  const card = page.getByRole('region', { name: 'Set up in a minute' })
  await card.getByRole('radio', { name: 'No: run one on this computer' }).check()
  await expect(card.getByLabel('Mirror URL')).toBeHidden()
  await expect(card.getByText('It listens on this computer alone.')).toBeVisible()
  const { promise, resolve } = Promise.withResolvers<void>()
  core.host.gate = promise
  await card.getByRole('button', { name: 'Set up Podman' }).click()
  await expect(card.getByText('public.ecr.aws')).toBeVisible()
  await card.getByRole('button', { name: 'Cancel' }).click()
  await expect(card.getByRole('button', { name: 'Stopping…' })).toBeDisabled()
  resolve()
  await expect(card.getByText('came through')).toBeVisible()
  expect(core.settings.mirrors.map(({ url }) => url)).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)])
})

test('an address without its scheme is asked both ways, and taken over with one press', async ({
  page,
  core,
  open,
}) => {
  core.mirrors.identified = { url: 'http://192.168.11.2:6000', upstream: 'quay.io' }
  await open()
  const card = page.getByRole('region', { name: 'Set up in a minute' })
  await card.getByLabel('Mirror URL').fill('192.168.11.2:6000')
  await card.getByRole('button', { name: 'Use http://192.168.11.2:6000' }).click()
  await expect(card.getByLabel('Mirror URL')).toHaveValue('http://192.168.11.2:6000')
  await expect(card.getByText('A pull-through cache of quay.io.')).toBeVisible()
  await card.getByRole('button', { name: 'It mirrors quay.io' }).click()
  await card.getByText('Another registry than docker.io').click()
  await expect(card.getByLabel('Registry')).toHaveValue('quay.io')
  await expect(card.getByLabel('Proved with')).toHaveValue('quay.io/podman/hello:latest')
})

test('nothing for axe to find, and it fits every window', async ({ page, open }, testInfo) => {
  await open()
  await expect(page.getByRole('region', { name: 'Set up in a minute' })).toBeVisible()
  await expectClean(page, testInfo)
})

test('where there is a mirror already, nothing asks for one', async ({ page, core, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  await open()
  await expect(page.getByRole('region', { name: 'Set up in a minute' })).toBeHidden()
})
