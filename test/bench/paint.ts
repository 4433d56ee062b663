import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { buildBlankPage } from './blank-page.ts'
import { median } from './median.ts'
import { zippedKB } from './page-weight.ts'
import type { Part } from './row.ts'
import { client, openStage, whyNoBrowser } from './window.ts'

/** The window against a React page that says one word, served by the same server to a browser that has seen neither. */
export const paint: Part = {
  name: 'paint',
  title: 'Opening the window in a headless browser, nothing cached',
  whyNot: async () => whyNoBrowser(),
  async run({ rounds }) {
    const blank = await buildBlankPage()
    const stage = await openStage()
    const [ours, theirs]: [Opened[], Opened[]] = [[], []]
    try {
      for (let round = 0; round <= rounds; round += 1) {
        const pair = [await stage.visit(client, watch), await stage.visit(blank.folder, watch)] as const
        if (round === 0) continue // which only fills caches
        ours.push(pair[0])
        theirs.push(pair[1])
      }
    } finally {
      await stage.close()
      blank.remove()
    }
    const of = (all: readonly Opened[], key: 'painted' | 'told'): number => median(all.map((one) => one[key]))
    const loaded = (ours[0]?.scripts ?? []).map((path) => join(client, path))
    const row = { kind: 'compared', than: 'blank React page', unit: 'ms' } as const
    return [
      { ...row, what: 'first contentful paint', ours: of(ours, 'painted'), theirs: of(theirs, 'painted'), limit: 1.5 },
      {
        ...row,
        what: 'heading on screen (ours: the true state)',
        ours: of(ours, 'told'),
        theirs: of(theirs, 'told'),
        limit: null,
      },
      {
        kind: 'measured',
        what: `JavaScript loaded until then, ${loaded.length} files`,
        unit: 'KB',
        ours: zippedKB(loaded),
        limit: 90,
      },
    ]
  },
}

/** Milliseconds from the start of the navigation, and the scripts that were loaded. */
interface Opened {
  readonly painted: number
  readonly told: number
  readonly scripts: readonly string[]
}

async function watch(page: Page): Promise<Opened> {
  // While the core has not spoken, the heading of the window ends in an ellipsis.
  const told = await page.waitForFunction(() => {
    const title = document.querySelector('h1')?.textContent ?? '…'
    return title.endsWith('…') ? 0 : performance.now()
  })
  return await page.evaluate(
    (at) =>
      new Promise<Opened>((resolve) => {
        const scripts = performance
          .getEntriesByType('resource')
          .map(({ name }) => new URL(name).pathname)
          .filter((path) => path.endsWith('.js'))
        new PerformanceObserver((list) => {
          const entry = list.getEntriesByName('first-contentful-paint')[0]
          if (entry) resolve({ painted: entry.startTime, told: at, scripts })
        }).observe({ type: 'paint', buffered: true })
      }),
    await told.jsonValue(),
  )
}
