import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, type TestInfo } from '@playwright/test'

/** Nothing for axe to complain of in light and dark, and nothing wider than a narrow or a wide window. */
export async function expectClean(page: Page, testInfo: TestInfo): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // While colours still change, axe would judge one that nobody is meant to read.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
    await page.screenshot({ path: testInfo.outputPath(`${colorScheme}.png`) })
  }
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    const tooWide = await page.evaluate(
      () =>
        [...document.querySelectorAll('#root, .dialog-body')].filter((box) => box.scrollWidth > box.clientWidth).length,
    )
    expect(tooWide, `${width} wide`).toBe(0)
    await page.screenshot({ path: testInfo.outputPath(`${width}.png`) })
  }
}
