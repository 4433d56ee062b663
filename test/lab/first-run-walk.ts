// Walks the first set-up by keyboard in a real browser, inside a lab machine: ADDRESS MIRROR IMAGE BROWSER.
// Prints what the page said, and the milliseconds from the first key to the proof.
import { chromium } from '@playwright/test'

const [address = '', mirror = '', image = '', executablePath = ''] = process.argv.slice(2)
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
const page = await browser.newPage()
try {
  await page.goto(address)
  const card = page.getByRole('region', { name: 'Set up in a minute' })
  await card.waitFor({ timeout: 10_000 }).catch(async (error: unknown) => {
    throw new Error(await page.locator('body').innerText(), { cause: error })
  })
  const begun = performance.now()
  const tabTo = async (name: string): Promise<void> => {
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab')
      const labels = await page.evaluate(() => {
        const { activeElement: focused } = document
        const labelled = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : []
        return [focused?.textContent ?? '', ...labelled.map(({ textContent }) => textContent ?? '')]
      })
      if (labels.some((label) => label.startsWith(name))) return
    }
    throw new Error(`no way to “${name}” by Tab`)
  }
  await tabTo('Mirror URL')
  await page.keyboard.type(mirror)
  await tabTo('Another registry')
  await page.keyboard.press('Enter')
  await tabTo('Proved with')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(image)
  await page.keyboard.press('Enter')
  await card.getByText('came through').waitFor({ timeout: 30_000 })
  const milliseconds = Math.round(performance.now() - begun)
  console.log(JSON.stringify({ said: await card.textContent(), milliseconds }))
} finally {
  await browser.close()
}
