import { bigSwitch, expect, test } from './window.ts'

test('the token leaves the address at once, and a reload comes back in', async ({ page, server, open }) => {
  await open()
  expect(page.url()).toBe(`${server.origin}/`)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Off', exact: true })).toBeVisible()
  expect(server.frames.filter((frame) => frame.includes('"login"')).at(-1)).toContain('"tab"')
})

test('an address that was used already shows what to do; a fresh one in the same tab lets in', async ({
  page,
  server,
}) => {
  await page.goto(`${server.origin}/#token=used`)
  await expect(page.getByRole('alert')).toContainText('The address was used already, or is too old.')
  await expect(page.getByRole('alert')).toContainText('to get a new one')
  await page.goto(server.address())
  await expect(page.getByRole('heading', { name: 'Off', exact: true })).toBeVisible()
})

test('without any token nothing is asked of the server', async ({ page, server }) => {
  await page.goto(server.origin)
  await expect(page.getByRole('alert')).toContainText('This page needs a fresh address.')
  expect(server.frames).toEqual([])
})

test('a short drop is mended unseen', async ({ page, core, server, open }) => {
  await open()
  server.drop()
  await expect.poll(() => server.frames.filter((frame) => frame.includes('"login"')).length).toBe(2)
  await expect(page.getByText('The connection to Pullcord ended.')).toBeHidden()
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  await expect.poll(() => core.listeners).toBe(1)
  core.tell()
  await expect(page.getByText('Turning on sends docker.io')).toBeVisible()
})

test('a server that is gone is told, tried once, and again when asked', async ({ page, core, server, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  await open()
  server.listen(false)
  server.drop()
  const banner = page.getByRole('alert')
  await expect(banner).toContainText('The connection to Pullcord ended.')
  await banner.getByRole('button', { name: 'Connect again' }).click()
  await expect(banner).toBeVisible()
  server.listen(true)
  // On a slow machine the first press may still be trying, and get through by itself.
  await expect(async () => {
    const again = banner.getByRole('button', { name: 'Connect again' })
    if (await again.isVisible()) await again.click({ timeout: 1000 })
    await expect(banner).toBeHidden({ timeout: 1000 })
  }).toPass()
  await expect(bigSwitch(page)).toBeEnabled()
})

test('the focus, and the network coming back, are reasons to try again', async ({ page, server, open }) => {
  await open()
  for (const event of ['focus', 'online']) {
    server.listen(false)
    server.drop()
    await expect(page.getByRole('alert')).toBeVisible()
    server.listen(true)
    await page.evaluate((name) => window.dispatchEvent(new Event(name)), event)
    await expect(page.getByRole('alert')).toBeHidden()
  }
})

test('asking for something while cut off connects first', async ({ page, core, server, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  await open()
  server.listen(false)
  server.drop()
  await expect(page.getByRole('alert')).toBeVisible()
  await bigSwitch(page).click()
  await expect(page.getByRole('dialog')).toContainText('There is no connection to Pullcord.')
  await page.keyboard.press('Escape')
  server.listen(true)
  await bigSwitch(page).click()
  await expect(page.getByRole('dialog')).toContainText('2 files change')
})
