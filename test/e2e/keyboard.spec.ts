import { podman } from './fake-engines.ts'
import { bigSwitch, expect, test } from './window.ts'

test('the whole way without a mouse', async ({ page, open }) => {
  await open()
  const dialog = page.getByRole('dialog')
  const tabTo = async (name: string | RegExp): Promise<void> => {
    for (let step = 0; step < 20; step++) {
      await page.keyboard.press('Tab')
      const focused = page.locator(':focus')
      const label = (await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? ''
      if (typeof name === 'string' ? label.trim() === name : name.test(label)) return
    }
    throw new Error(`no way to ${name} by Tab`)
  }

  await tabTo('Add your first mirror')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Mirror URL')).toBeFocused()
  await page.keyboard.type('http://192.168.11.2:6000')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()

  await page.locator('body').click({ position: { x: 1, y: 1 } })
  await tabTo('Container pulls through mirrors')
  await page.keyboard.press('Space')
  await expect(dialog.getByText('2 files change')).toBeVisible()
  await expect(dialog.getByRole('heading')).toBeFocused()
  await tabTo(/daemon\.json/)
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('region')).toBeVisible()
  await tabTo('Turn on')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: 'On', exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(bigSwitch(page)).toBeFocused()
  await expect(bigSwitch(page)).toBeChecked()

  await tabTo(/^Podman/)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Tried in this order')).toBeVisible()
})

test('whatever has the focus shows it', async ({ page, core, open }) => {
  core.addMirror('docker.io', 'http://192.168.11.2:6000')
  core.turn('on')
  await open()
  const seen = new Set<string>()
  for (let step = 0; step < 14; step++) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if ((await focused.count()) === 0) continue
    const { name, outline } = await focused.evaluate((element) => ({
      name: element.getAttribute('aria-label') ?? element.textContent,
      outline: getComputedStyle(element).outlineWidth,
    }))
    expect(outline, name).toBe('2px')
    seen.add(name)
  }
  expect(seen.size).toBeGreaterThanOrEqual(9)
})

test('a diff that does not fit is scrolled by keyboard', async ({ page, core, open }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  for (let at = 0; at < 9; at++) core.addMirror(`registry-${at}.example`, `http://192.168.11.2:600${at}`)
  await open()
  await bigSwitch(page).click()
  const diff = page.getByRole('region', { name: 'Changes in /home/mei' })
  await page.getByText(podman.path).click()
  await page.keyboard.press('Tab')
  await expect(diff).toBeFocused()
  await page.keyboard.press('End')
  await expect.poll(() => diff.evaluate((box) => box.scrollTop)).toBeGreaterThan(0)
})
