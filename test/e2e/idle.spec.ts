import { fakePull } from './fake-pulls.ts'
import { expect, test } from './window.ts'

const seconds = process.env['PULLCORD_LONG'] ? 60 : 6

for (const view of ['Switch', 'Pulls', 'Mirror']) {
  test(`nothing stirs in ${view} while nothing changes, for ${seconds} s`, async ({ page, core, server, open }) => {
    test.setTimeout(90_000)
    core.pulls.pulls = Array.from({ length: 300 }, (_, at) => fakePull(300 - at))
    core.addMirror('docker.io', 'http://192.168.11.2:6000')
    core.turn('on')
    await page.addInitScript(() => {
      const stirred: string[] = []
      Object.assign(window, { stirred })
      for (const name of [
        'setTimeout',
        'setInterval',
        'requestAnimationFrame',
        'requestIdleCallback',
        'fetch',
      ] as const) {
        const real = window[name] as (...args: unknown[]) => unknown
        Object.assign(window, {
          [name]: (...args: unknown[]) => {
            stirred.push(name)
            return real(...args)
          },
        })
      }
    })
    const requests: string[] = []
    await open()
    await expect(page.getByText('4 ms')).toBeVisible()
    await page.getByRole('button', { name: view, exact: true }).click()
    // Parts that are loaded behind the first paint come once, and read once.
    await page.waitForTimeout(1000)
    page.on('request', (request) => requests.push(request.url()))
    const frames = server.frames.length
    await page.evaluate(() => (window as unknown as { stirred: string[] }).stirred.splice(0))
    // The test waits; the page does not.
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    expect(await page.evaluate(() => (window as unknown as { stirred: string[] }).stirred)).toEqual([])
    expect(requests).toEqual([])
    expect(server.frames.length).toBe(frames)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  })
}

test('what loads before the first paint is light', async ({ page, core, open }) => {
  // With a mirror of the hub the quota's gauge comes too, behind the first paint.
  core.addMirror('quay.io', 'http://192.168.11.2:6000')
  const scripts: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.body())
  })
  await open()
  const { gzipSync } = await import('node:zlib')
  const bytes = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0)
  expect(bytes).toBeLessThanOrEqual(90 * 1024)
})
