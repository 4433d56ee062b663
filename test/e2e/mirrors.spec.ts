import { notice } from '../../shared/notice.ts'
import { expect, test } from './window.ts'

const url = 'http://192.168.11.2:6000'
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'

test('a URL is judged while it is typed, by the rules of the core', async ({ page, open }) => {
  await open()
  await page.getByRole('button', { name: 'Add your first mirror' }).click()
  const field = page.getByRole('dialog').getByLabel('Mirror URL')
  const add = page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true })
  const wrong: readonly (readonly [string, string])[] = [
    ['192.168.11.2:6000', 'does not say http:// or https://'],
    ['http://me:secret@mirror', 'holds a user name or password'],
    ['http://mirror/v2', 'is the registry API itself'],
    ['http://my_mirror', 'no underscore'],
    ['https://registry-1.docker.io', 'docker.io cannot be a mirror of itself'],
  ]
  for (const [text, fault] of wrong) {
    await field.fill(text)
    await expect(page.getByText(fault)).toBeVisible()
    await expect(field).toHaveAttribute('aria-invalid', 'false')
    await expect(add).toBeDisabled()
  }
  await field.blur()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await field.fill(url)
  await expect(page.getByText('Plain http: whoever controls the network')).toBeVisible()
  await expect(add).toBeEnabled()
})

test('TLS is asked about only where there is TLS', async ({ page, core, open }) => {
  await open()
  await page.getByRole('button', { name: 'Add your first mirror' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mirror URL').fill(url)
  await expect(dialog.getByRole('radio')).toHaveCount(0)
  await dialog.getByLabel('Mirror URL').fill('https://mirror.corp')
  await dialog.getByLabel('Not at all').check()
  await expect(dialog.getByText('Anyone on the way can pretend to be this mirror')).toBeVisible()
  await dialog.getByLabel('By an authority of your own').check()
  await expect(dialog.getByText('Paste the certificate')).toBeVisible()
  await dialog
    .getByLabel('Read from a file')
    .setInputFiles({ name: 'ca.pem', mimeType: 'text/plain', buffer: Buffer.from(pem) })
  await expect(dialog.getByLabel('Certificate of the authority')).toHaveValue(pem)
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toBeHidden()
  expect(core.settings.mirrors.map(({ ca, insecure }) => [ca?.pem, insecure])).toEqual([[pem, false]])
  await expect(page.getByText('own authority')).toBeVisible()
})

test('the connection is tested before the mirror is kept', async ({ page, core, open }) => {
  core.health.set('http://gone:1', {
    health: 'gone',
    latencyMs: null,
    at: null,
    notice: notice('mirror-gone', { url: 'http://gone:1', why: 'connection refused' }),
  })
  await open()
  await page.getByRole('button', { name: 'Add your first mirror' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mirror URL').fill('http://gone:1')
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await expect(dialog.getByText('http://gone:1 cannot be reached (connection refused).')).toBeVisible()
  await dialog.getByLabel('Mirror URL').fill(url)
  await expect(dialog.getByText('cannot be reached')).toBeHidden()
  await dialog.getByRole('button', { name: 'Test connection' }).click()
  await expect(dialog.getByText('4 ms')).toBeVisible()
  expect(core.settings.mirrors).toEqual([])
})

test('a mirror is edited, refused twice, and removed', async ({ page, core, open }) => {
  core.addMirror('docker.io', url)
  core.addMirror('quay.io', 'http://192.168.11.2:6001')
  await open()
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Edit quay.io through http://192.168.11.2:6001' }).click()
  await expect(dialog.getByLabel('Registry')).toHaveValue('quay.io')
  await dialog.getByLabel('Mirror URL').fill('http://192.168.11.2:6002')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('http://192.168.11.2:6002')).toBeVisible()

  await page.getByRole('button', { name: 'Add a mirror' }).click()
  await expect(dialog.getByLabel('Registry')).toBeFocused()
  await dialog.getByLabel('Registry').fill('docker.io')
  await dialog.getByLabel('Mirror URL').fill(url)
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(`${url} is a mirror of docker.io already.`)).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Edit docker.io through' }).click()
  await dialog.getByRole('button', { name: 'Remove…' }).click()
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await dialog.getByRole('button', { name: 'Remove…' }).click()
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(dialog).toBeHidden()
  expect(core.settings.mirrors.map(({ upstream }) => upstream)).toEqual(['quay.io'])
})

test('mirrors are asked once at the start, and when one wants to know', async ({ page, core, open }) => {
  core.addMirror('docker.io', url)
  await open()
  await expect(page.getByRole('listitem').filter({ hasText: url })).toContainText('up')
  core.health.set(url, { health: 'silent', latencyMs: null, at: null, notice: notice('mirror-silent', { url }) })
  await page.getByRole('button', { name: 'Ask now' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: url })).toContainText('engines hang on such a mirror')
})
