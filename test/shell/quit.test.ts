import { expect, test, vi } from 'vitest'
import { freshElectron } from '../electron/double/fresh.ts'

/** A fresh app each time, with what `close` does at its end. */
async function start(close: () => Promise<void>) {
  const { app } = await freshElectron()
  const { closeBeforeQuit } = await import('../../electron/shell/quit.ts')
  closeBeforeQuit(close)
  return app
}

test('the app ends once the core is closed, however often one asks', async () => {
  let done: () => void = () => {}
  const close = vi.fn(() => new Promise<void>((resolve) => (done = resolve)))
  const app = await start(close)
  app.quit()
  app.quit()
  await new Promise(setImmediate)
  expect(app.exitCode).toBe(null)
  done()
  await vi.waitFor(() => expect(app.exitCode).toBe(0))
  expect(close).toHaveBeenCalledOnce()
})

test('a core that fails to close keeps nobody', async () => {
  const app = await start(() => Promise.reject(new Error('disk gone')))
  app.quit()
  expect(app.exitCode).toBe(null)
  await vi.waitFor(() => expect(app.exitCode).toBe(0))
})
