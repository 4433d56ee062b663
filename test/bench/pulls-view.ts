import type { Page } from '@playwright/test'
import { openHistory } from '../../electron/pulls/history.ts'
import { outcomes } from '../../shared/pulls/pull.ts'
import { fakePull } from '../e2e/fake-pulls.ts'
import { median } from './median.ts'
import type { Part } from './row.ts'
import { client, openStage, whyNoBrowser } from './window.ts'

const count = 100_000
/** Every round goes through all of them, which takes about half a minute: more rounds would say no more. */
const most = 3
/** Rows that pass in a frame, as under a wheel that is spun; pages come in as they are reached. */
const rowsAFrame = 100
const limitMs = 33

/** Scrolling through what was pulled, from the latest to the first and back, with the real core and its history. */
export const pullsView: Part = {
  name: 'pulls-view',
  title: `Scrolling through ${count.toLocaleString('en')} pulls in a headless browser`,
  whyNot: async () => whyNoBrowser(),
  async run({ rounds }) {
    const stage = await openStage(fill)
    const [down, up]: [Scrolled[], Scrolled[]] = [[], []]
    try {
      for (let round = 0; round < Math.min(rounds, most); round += 1) {
        await stage.visit(client, async (page) => {
          await openPulls(page)
          down.push(await page.evaluate(scroll, { rows: rowsAFrame, count }))
          up.push(await page.evaluate(scroll, { rows: -rowsAFrame, count }))
        })
      }
    } finally {
      await stage.close()
    }
    const of = (all: readonly Scrolled[], key: keyof Scrolled): number => median(all.map((one) => one[key]))
    const row = { kind: 'measured', unit: 'ms' } as const
    return [
      { ...row, what: 'longest frame on the way down, fetching', ours: of(down, 'longest'), limit: limitMs },
      { ...row, what: 'longest frame on the way back', ours: of(up, 'longest'), limit: limitMs },
      { ...row, what: 'usual frame on the way down', ours: of(down, 'usual'), limit: null },
      { kind: 'measured', unit: '', what: 'rows in the page at most', ours: of(down, 'drawn'), limit: 100 },
    ]
  },
}

interface Scrolled {
  /** Milliseconds between two frames. */
  readonly longest: number
  readonly usual: number
  readonly drawn: number
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

/** Runs in the page: scrolls a number of rows each frame until the end is reached, and no more rows come. */
function scroll({ rows, count: all }: { readonly rows: number; readonly count: number }): Promise<Scrolled> {
  const box = document.querySelector('.virtual')
  if (!box) throw new Error('there is no list')
  const rowHeight = box.querySelector('[data-row]')?.getBoundingClientRect().height ?? 0
  const frames: number[] = []
  let [drawn, last] = [0, 0]
  return new Promise((resolve) => {
    const step = (now: number): void => {
      if (last > 0) frames.push(now - last)
      last = now
      drawn = Math.max(drawn, box.querySelectorAll('[data-row]').length)
      const isEnd = rows < 0 ? box.scrollTop === 0 : box.querySelector(`[data-row="${all - 1}"]`) !== null
      if (isEnd) {
        const sorted = frames.toSorted((a, b) => a - b)
        resolve({ longest: sorted.at(-1) ?? 0, usual: sorted[sorted.length >> 1] ?? 0, drawn })
        return
      }
      box.scrollBy(0, rows * rowHeight)
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}
