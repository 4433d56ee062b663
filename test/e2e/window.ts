import { test as base, expect, type Page } from '@playwright/test'
import { FakeCore } from './fake-core.ts'
import { type FakeServer, startFakeServer } from './fake-server.ts'

interface Fixtures {
  readonly core: FakeCore
  readonly server: FakeServer
  /** Opens the window and waits until the core has spoken. */
  readonly open: () => Promise<void>
}

/** A window on a scripted core; whatever the page complains about fails the test. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line eslint/no-empty-pattern
  core: async ({}, use) => use(new FakeCore()),
  server: async ({ core }, use) => {
    const server = await startFakeServer(core)
    await use(server)
    await server.close()
  },
  open: async ({ page, server }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && !/WebSocket connection/.test(message.text())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    await use(async () => {
      await page.goto(server.address())
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/…$/)
    })
    expect(complaints).toEqual([])
  },
})

export { expect }

/** The big switch. */
export function bigSwitch(page: Page) {
  return page.getByRole('switch', { name: 'Container pulls through mirrors' })
}
