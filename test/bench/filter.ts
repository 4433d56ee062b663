import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '../../build/run/programs.ts'
import { filterIndex, filterNames, indexNames } from '../../shared/pulls/catalog-lines.ts'
import { FakeCore } from '../e2e/fake-core.ts'
import { startFakeServer } from '../e2e/fake-server.ts'
import { median } from './median.ts'
import type { Part } from './row.ts'
import { whyNoBrowser } from './window.ts'

const many = 100_000
const limitMs = 16
const mirror = 'http://192.168.11.2:6000'
const teams = ['library', 'bitnami', 'grafana', 'platform/ci', 'platform/build', 'data-science']
/** What somebody types, letter by letter, and takes back: broad at first, then narrow, then nothing at all. */
const typed = ['l', 'li', 'lib', 'library', 'library 9', 'library 99', 'library 999', 'a', 'ci service', 'zzz', '']
const names = Array.from({ length: many }, (_, at) => `${teams[at % teams.length]}/service-${at}`).join('\n')

/** Filtering a catalog of 100,000 names, in the window and by itself. */
export const filter: Part = {
  name: 'filter',
  title: `Filtering ${many.toLocaleString('en')} names of a catalog, a key stroke each`,
  whyNot: async () => whyNoBrowser(),
  async run({ rounds }) {
    const drawn = await measureInWindow(rounds)
    const [ours, theirs] = measureAlone(rounds)
    return [
      {
        kind: 'measured',
        what: 'the slowest, until the list is laid out',
        unit: 'ms',
        ours: Math.max(...drawn),
        limit: limitMs,
      },
      { kind: 'measured', what: 'an ordinary one, until then', unit: 'ms', ours: median(drawn), limit: limitMs },
      {
        kind: 'compared',
        what: 'the slowest, without drawing',
        than: 'split and filter',
        unit: 'ms',
        ours: Math.max(...ours),
        theirs: Math.max(...theirs),
        limit: 1,
      },
    ]
  },
}

/** Medians of all rounds for each key stroke, in milliseconds. */
function measureAlone(rounds: number): readonly [ours: readonly number[], theirs: readonly number[]] {
  const index = indexNames(names)
  const ways: readonly ((text: string) => unknown)[] = [
    (text) => filterIndex(index, text, 200),
    (text) => {
      const words = text.split(' ')
      return names.split('\n').filter((name) => words.every((word) => name.includes(word)))
    },
  ]
  const times = ways.map(() => typed.map((): number[] => []))
  for (let round = 0; round <= rounds; round += 1)
    for (const [at, text] of typed.entries())
      for (const [way, run] of ways.entries()) {
        const started = performance.now()
        run(text)
        if (round > 0) times[way]?.[at]?.push(performance.now() - started)
      }
  const [ours = [], theirs = []] = times.map((all) => all.map(median))
  return [ours, theirs]
}

async function measureInWindow(rounds: number): Promise<readonly number[]> {
  const core = new FakeCore()
  core.addMirror('docker.io', mirror)
  const known = { at: 0, isComplete: true, tookMs: 0, notice: null }
  core.pulls.catalogs.set(mirror, { ...known, mirror, names, count: many })
  const server = await startFakeServer(core)
  const args = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const browser: Browser = await chromium.launch({ executablePath: findBrowser() ?? '', args })
  try {
    const page = await browser.newPage()
    await page.goto(server.address())
    await page.getByRole('button', { name: 'Mirror', exact: true }).click()
    await page.getByRole('button', { name: 'Read the catalog' }).click()
    await page.getByRole('list', { name: 'Repositories' }).waitFor()
    const times = typed.map((): number[] => [])
    for (let round = 0; round <= rounds; round += 1)
      for (const [at, text] of typed.entries()) {
        const ms = await type(page, text)
        if (round > 0) times[at]?.push(ms)
      }
    return times.map(median)
  } finally {
    await browser.close()
    await server.close()
  }
}

/** From the event of a key stroke until what it shows has been laid out; fails if the list does not show it. */
async function type(page: Page, text: string): Promise<number> {
  const { ms, shown } = await page.evaluate(async (value) => {
    const box = document.querySelector('.names-and-filter')
    const field = box?.querySelector('input')
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    if (!box || !field || !write) throw new Error('no field to filter by')
    write.call(field, value)
    const started = performance.now()
    field.dispatchEvent(new Event('input', { bubbles: true }))
    // React draws what a key has changed before the next task; layout happens when somebody asks for it.
    await Promise.resolve()
    box.getBoundingClientRect()
    return { ms: performance.now() - started, shown: box.textContent }
  }, text)
  const { names: found, total } = filterNames(names, text, 1)
  const count = total === 0 ? 'No name' : total.toLocaleString('en')
  if (!shown.includes(count) || !shown.includes(found[0] ?? ''))
    throw new Error(`“${text}” was not drawn yet: ${shown.slice(0, 200)}`)
  return ms
}
