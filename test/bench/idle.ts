import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Part } from './row.ts'
import { client, openStage, whyNoBrowser } from './window.ts'

/** What the page does on its own while nothing changes: it should be nothing. */
export const idle: Part = {
  name: 'idle',
  title: 'The window while nothing changes',
  whyNot: async () => whyNoBrowser(),
  async run({ idleSeconds }) {
    const stage = await openStage()
    const requests: string[] = []
    try {
      const stirred = await stage.visit(
        client,
        async (page) => {
          await settle(page)
          requests.length = 0
          await page.evaluate(() => (window as unknown as Stirring).stirred.splice(0))
          await sleep(idleSeconds * 1000)
          return await page.evaluate(() => (window as unknown as Stirring).stirred)
        },
        async (page) => {
          await page.addInitScript(countStirs)
          page.on('request', (request) => requests.push(request.url()))
          page.on('websocket', (socket) => {
            socket.on('framesent', () => requests.push('sent'))
            socket.on('framereceived', () => requests.push('received'))
          })
        },
      )
      return [
        { kind: 'measured', what: `timers and frames in ${idleSeconds} s`, unit: '', ours: stirred.length, limit: 0 },
        {
          kind: 'measured',
          what: `requests and messages in ${idleSeconds} s`,
          unit: '',
          ours: requests.length,
          limit: 0,
        },
      ]
    } finally {
      await stage.close()
    }
  },
}

interface Stirring {
  readonly stirred: string[]
}

/** Waits until the mirrors have been asked, which opening the window does once. */
async function settle(page: Page): Promise<void> {
  await page.getByText(/\d ms/).waitFor()
  await sleep(1000)
}

/** Runs in the page before its own scripts: notes every timer and frame that is asked for, and each time one comes. */
function countStirs(): void {
  const stirred: string[] = []
  Object.assign(window, { stirred })
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback'] as const) {
    const real = window[name] as (callback: unknown, ...rest: unknown[]) => number
    const counted = (callback: unknown, ...rest: unknown[]): number => {
      stirred.push(name)
      if (typeof callback !== 'function') return real(callback, ...rest)
      const called = (...args: unknown[]): void => {
        stirred.push(`${name} came`)
        callback(...args)
      }
      return real(called, ...rest)
    }
    Object.assign(window, { [name]: counted })
  }
}
