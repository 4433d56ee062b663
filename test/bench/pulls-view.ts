import type { Page } from '@playwright/test'
import { openHistory } from '../../electron/pulls/history.ts'
import { outcomes } from '../../shared/pulls/pull.ts'
import { fakePull } from '../e2e/fake-pulls.ts'
import { median } from './median.ts'
import { type PageWork, traceWork } from './page-work.ts'
import type { Part } from './row.ts'
import { client, openStage, whyNoBrowser } from './window.ts'

const count = 100_000
/** Every round goes through all of them, which takes about half a minute: more rounds would say no more. */
const most = 3
/** Rows that pass in a frame, as under a wheel that is spun; pages come in as they are reached. */
const rowsAFrame = 100
const limitMs = 33

/**
 * Scrolling through what was pulled, from the latest to the first and back, with the real core and its history. A frame
 * is what the page's main thread does for it, in processor time: what else runs on the machine is not the page's doing.
 */
export const pullsView: Part = {
  name: 'pulls-view',
  title: `Scrolling through ${count.toLocaleString('en')} pulls in a headless browser`,
  whyNot: async () => whyNoBrowser(),
  async run({ rounds }) {
    const stage = await openStage(fill)
    const [down, up]: [PageWork[], PageWork[]] = [[], []]
    const drawn: number[] = []
    try {
      for (let round = 0; round < Math.min(rounds, most); round += 1) {
        await stage.visit(client, async (page) => {
          await openPulls(page)
          const through = (rows: number) =>
            traceWork(page, async () => void drawn.push(await page.evaluate(scroll, { rows, count })))
          down.push(await through(rowsAFrame))
          up.push(await through(-rowsAFrame))
        })
      }
    } finally {
      await stage.close()
    }
    const longest = (all: readonly PageWork[]): number => median(all.map(({ work }) => Math.max(...work)))
    const late = [...down, ...up].map(({ clock }) => clock.filter((ms) => ms > limitMs).length / clock.length)
    return [
      {
        kind: 'measured',
        unit: 'ms',
        what: 'longest frame on the way down, fetching',
        ours: longest(down),
        limit: limitMs,
      },
      { kind: 'measured', unit: 'ms', what: 'longest frame on the way back', ours: longest(up), limit: limitMs },
      {
        kind: 'measured',
        unit: 'ms',
        what: 'usual frame on the way down',
        ours: median(down.map(({ work }) => median(work))),
        limit: null,
      },
      {
        kind: 'measured',
        unit: '',
        what: 'frames over 33 ms by the clock, in 1000',
        ours: 1000 * median(late),
        limit: null,
      },
      { kind: 'measured', unit: '', what: 'rows in the page at most', ours: Math.max(...drawn), limit: 100 },
    ]
  },
}

/** Keeps pulls of the last two months, one a minute. */
function fill(path: string): void {
  const history = openHistory(path)
  const now = Date.now()
  const rows = Array.from({ length: count }, (_, at) => {
    const image = {
      upstream: 'docker.io',
      repository: `team-${at % 97}/image-${at % 1009}`,
      tag: `${at}`,
      digest: null,
    }
    const outcome = outcomes[at % outcomes.length] ?? 'unknown'
    return { pull: fakePull(at, { at: now - (at + 1) * 50_000, image, outcome }), evidence: [] }
  })
  history.putPulls(rows)
  history.close()
}

async function openPulls(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pulls', exact: true }).click()
  await page.locator('[aria-posinset="1"]').waitFor()
  // What the plot above the list takes to read is no matter of scrolling.
  await page.getByRole('img').waitFor()
}

/** Runs in the page: scrolls a number of rows each frame until the end is reached, and no more rows come; tells how many rows existed at most. */
function scroll({ rows, count: all }: { readonly rows: number; readonly count: number }): Promise<number> {
  const box = document.querySelector('.virtual')
  if (!box) throw new Error('there is no list')
  const rowHeight = box.querySelector('[data-row]')?.getBoundingClientRect().height ?? 0
  let drawn = 0
  return new Promise((resolve) => {
    const step = (): void => {
      drawn = Math.max(drawn, box.querySelectorAll('[data-row]').length)
      const isEnd = rows < 0 ? box.scrollTop === 0 : box.querySelector(`[data-row="${all - 1}"]`) !== null
      if (isEnd) return resolve(drawn)
      box.scrollBy(0, rows * rowHeight)
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}
