import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Part, Row } from './row.ts'
import { client, openStage, whyNoBrowser } from './window.ts'

/** What the page does on its own while nothing changes: it should be nothing. */
export const idle: Part = {
  name: 'idle',
  title: 'The window while nothing changes',
  whyNot: async () => whyNoBrowser(),
  async run({ idleSeconds }) {
    const stage = await openStage()
    const requests: string[] = []
    const rows: Row[] = []
    const watch = async (page: Page, view: string): Promise<void> => {
      await page.getByRole('button', { name: view, exact: true }).click()
      // What a view loads and reads, it does once.
      await sleep(1000)
      requests.length = 0
      await page.evaluate(() => (window as unknown as Stirring).stirred.splice(0))
      await sleep(idleSeconds * 1000)
      const stirred = await page.evaluate(() => (window as unknown as Stirring).stirred.length)
      const row = { kind: 'measured', unit: '', limit: 0 } as const
      rows.push({ ...row, what: `${view}: timers and frames in ${idleSeconds} s`, ours: stirred })
      rows.push({ ...row, what: `${view}: requests and messages in ${idleSeconds} s`, ours: requests.length })
    }
    try {
      await stage.visit(
        client,
        async (page) => {
          // The mirrors are asked once, when the window opens.
          await page.getByText(/\d ms/).waitFor()
          for (const view of ['Switch', 'Pulls', 'Mirror']) await watch(page, view)
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
      return rows
    } finally {
      await stage.close()
    }
  },
}

interface Stirring {
  readonly stirred: string[]
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
