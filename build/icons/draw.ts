// `npm run icons`: draws every SVG here as PNG, with the distribution's Chromium.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { findBrowser } from '../run/programs.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Tray icons come in 24 and 48 px; Electron picks `@2x` by itself. */
const scales = (name: string): readonly (readonly [suffix: string, scale: number])[] =>
  name.startsWith('tray-')
    ? [
        ['', 1],
        ['@2x', 2],
      ]
    : [['', 1]]

const executablePath = findBrowser()
if (executablePath === null) throw new Error('Drawing icons needs Chromium.')
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
for (const file of readdirSync(here).filter((name) => name.endsWith('.svg'))) {
  const name = file.slice(0, -'.svg'.length)
  for (const [suffix, deviceScaleFactor] of scales(name)) {
    const page = await browser.newPage({ deviceScaleFactor })
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${readFileSync(here + file, 'utf8')}`)
    writeFileSync(`${here}${name}${suffix}.png`, await page.locator('svg').screenshot({ omitBackground: true }))
    await page.close()
  }
}
await browser.close()
