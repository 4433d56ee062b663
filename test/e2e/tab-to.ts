import type { Page } from '@playwright/test'

/** Goes on by Tab until what has the focus begins with this name. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if ((await focused.count()) === 0) continue
    const label = (await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? ''
    if (label.trim().startsWith(name)) return
  }
  throw new Error(`no way to ${name} by Tab`)
}
