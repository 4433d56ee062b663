import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { PROJECT } from '../lab/machine.ts'
import { nodeIn } from '../lab/node-in.ts'
import type { Walked } from './catalog-told.ts'
import { median } from './median.ts'
import type { Part, Row } from './row.ts'

const repositories = 100_000
const node = nodeIn(PROJECT)
const run = promisify(execFile)
const standIn = fileURLToPath(new URL('./catalog-server.ts', import.meta.url))
const walkers = {
  'catalog-ours': fileURLToPath(new URL('./catalog-ours.ts', import.meta.url)),
  'catalog-fetch': fileURLToPath(new URL('./catalog-fetch.ts', import.meta.url)),
  'catalog-loop': fileURLToPath(new URL('./catalog-loop.ts', import.meta.url)),
} as const
type Name = keyof typeof walkers

/** A walk through a large catalog against what else walks through it, each in a process of its own. */
export const catalog: Part = {
  name: 'catalog',
  title: `The catalog of ${repositories.toLocaleString('en')} repositories, from a registry stand-in in pages of 1,000`,
  whyNot: async () => null,
  async run({ rounds }) {
    const [server, programs] = await Promise.all([startServer(), bundle()])
    try {
      const isCrane = await hasCrane()
      const found: Readonly<Record<Name, Run[]>> = {
        'catalog-ours': [],
        'catalog-fetch': [],
        'catalog-loop': [],
      }
      const crane: number[] = []
      // They take turns, so that a slow moment of the machine meets them all; the first turn only fills caches.
      for (let round = 0; round <= rounds; round++) {
        for (const name of Object.keys(walkers) as Name[]) {
          const one = await walk(join(programs, `${name}.js`), server.url)
          if (round > 0) found[name].push(one)
        }
        if (!isCrane) continue
        const milliseconds = await craneCatalog(server.url)
        if (round > 0) crane.push(milliseconds)
      }
      return rowsOf(found['catalog-ours'], found['catalog-fetch'], found['catalog-loop'], crane)
    } finally {
      server.stop()
      rmSync(programs, { recursive: true, force: true })
    }
  },
}

/** A walk, and how long its whole process took. */
interface Run extends Walked {
  readonly wholeMs: number
}

function rowsOf(
  ours: readonly Run[],
  fetched: readonly Run[],
  looped: readonly Run[],
  crane: readonly number[],
): readonly Row[] {
  const walkMs = (runs: readonly Run[]): number => median(runs.map(({ milliseconds }) => milliseconds))
  const wholeMs = (runs: readonly Run[]): number => median(runs.map((one) => one.wholeMs))
  const row = { kind: 'compared', what: 'walkCatalog', unit: 'ms', ours: walkMs(ours) } as const
  const craneRow = { ...row, than: 'crane catalog', theirs: median(crane), limit: 1 } as const
  return [
    ...(crane.length > 0 ? [craneRow] : []),
    { ...row, than: 'a bare loop of fetch', theirs: walkMs(fetched), limit: 1.1 },
    { ...row, than: 'a bare loop of node:http', theirs: walkMs(looped), limit: null },
    {
      kind: 'compared',
      what: 'with the start of its process',
      than: 'a bare loop of fetch',
      unit: 'ms',
      ours: wholeMs(ours),
      theirs: wholeMs(fetched),
      limit: null,
    },
    {
      kind: 'measured',
      what: 'peak memory of the whole process',
      unit: 'KB',
      ours: Math.max(...ours.map(({ peakKB }) => peakKB)),
      limit: 110 * 1024,
    },
  ]
}

// As they are shipped: bundled, with no TypeScript left to strip.
async function bundle(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'pullcord-catalog-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node24',
      outDir,
      rolldownOptions: { input: Object.values(walkers), output: { entryFileNames: '[name].js' } },
    },
  })
  return outDir
}

async function walk(program: string, url: string): Promise<Run> {
  const began = performance.now()
  const { stdout } = await run(node, [program, url])
  const walked = JSON.parse(stdout) as Walked
  // A quick answer counts only if it is the whole answer.
  if (walked.count !== repositories) throw new Error(`${program} found ${walked.count} repositories`)
  return { ...walked, wholeMs: performance.now() - began }
}

async function startServer(): Promise<{ readonly url: string; stop(): void }> {
  const child = spawn(node, [standIn, String(repositories)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { url, stop: () => void child.kill() }
}

async function hasCrane(): Promise<boolean> {
  return await run('crane', ['version']).then(
    () => true,
    () => false,
  )
}

async function craneCatalog(url: string): Promise<number> {
  const began = performance.now()
  const { stdout } = await run('crane', ['catalog', '--insecure', new URL(url).host], { maxBuffer: 64 * 1024 * 1024 })
  const count = stdout.trim().split('\n').length
  if (count !== repositories) throw new Error(`crane found ${count} repositories`)
  return performance.now() - began
}
