import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { followCollector } from '../../electron/pulls/collector-client.ts'
import type { CollectorNews } from '../../shared/pulls/collector.ts'
import { PROJECT } from '../lab/machine.ts'
import { nodeIn } from '../lab/node-in.ts'
import { cpuMsOf, residentKbOf } from './process-cost.ts'
import type { Part, Row } from './row.ts'

/** What the mirror's part is told. */
export interface Load {
  readonly port: number
  readonly token: string
  /** Events a second, spread over so many lines. */
  readonly rate: number
  readonly lines: number
  readonly seconds: number
  /** Begins the ids, so that two loads are not taken for one. */
  readonly seed: string
}

/** What came of it. */
export interface Delivered {
  readonly sent: number
  readonly refused: number
  /** Until the last was answered. */
  readonly seconds: number
}

const wanted = 10_000
// A little more than is wanted, so that what is wanted is seen to be reached.
const load = { rate: wanted * 1.01, lines: 64 } as const
const node = nodeIn(PROJECT)

/** A real collector under notifications, and left alone. */
export const notifications: Part = {
  name: 'notifications',
  title: 'A collector: 10,000 notifications a second, one a POST, kept and told to a reader',
  whyNot: async () => null,
  async run({ idleSeconds }) {
    const seconds = idleSeconds >= 60 ? 30 : 5
    const state = mkdtempSync(join(tmpdir(), 'pullcord-bench-collector-'))
    const { child, url, notifyToken, readTokenFile } = await startCollector(state)
    const ending = new AbortController()
    try {
      const pid = child.pid!
      const reader = watchNews(url, readFileSync(readTokenFile, 'utf8').trim(), 'then', ending.signal)
      const port = Number(new URL(url).port)
      const of = { ...load, port, token: notifyToken }
      const fresh = residentKbOf(pid)
      const first = await deliver({ ...of, seconds: 3, seed: 'first' })
      const before = residentKbOf(pid)
      const cpu = cpuMsOf(pid)
      let peak = before
      const looking = setInterval(() => (peak = Math.max(peak, residentKbOf(pid))), 200)
      const { sent, refused, seconds: took } = await deliver({ ...of, seconds, seed: 'then' })
      clearInterval(looking)
      const spent = cpuMsOf(pid) - cpu
      await sleep(1000)
      const kept = countIn(state)
      ending.abort()
      // What was going on settles ten seconds later.
      await sleep(13_000)
      const idleCpu = cpuMsOf(pid)
      await sleep(idleSeconds * 1000)
      const idle = cpuMsOf(pid) - idleCpu
      const measured = { kind: 'measured' } as const
      return [
        {
          ...measured,
          what: `10,000 told and kept, of ${sent} in a row`,
          unit: 'ms',
          ours: (took / sent) * 1e7,
          limit: 1000,
        },
        { ...measured, what: 'CPU for 10,000', unit: 'ms', ours: (spent / sent) * 1e4, limit: null },
        { ...measured, what: 'POST to news at a reader, p99', unit: 'ms', ours: reader.percentile(0.99), limit: 250 },
        {
          ...measured,
          what: 'POST to news at a reader, median',
          unit: 'ms',
          ours: reader.percentile(0.5),
          limit: null,
        },
        {
          ...measured,
          what: 'lost, refused, or not told to the reader',
          unit: '',
          ours: first.sent + sent - kept + refused + sent - reader.seen(),
          limit: 0,
        },
        {
          ...measured,
          what: `resident memory that came in ${seconds} s`,
          unit: 'KB',
          ours: peak - before,
          limit: 30 * 1024,
        },
        { ...measured, what: 'resident memory, fresh from its start', unit: 'KB', ours: fresh, limit: null },
        { ...measured, what: `CPU in ${idleSeconds} s of silence`, unit: 'ms', ours: idle, limit: idleSeconds * 2 },
      ] satisfies readonly Row[]
    } finally {
      ending.abort()
      child.kill('SIGTERM')
      await once(child, 'exit')
      rmSync(state, { recursive: true, force: true })
    }
  },
}

interface Started {
  readonly url: string
  readonly notifyToken: string
  readonly readTokenFile: string
}

async function startCollector(state: string): Promise<Started & { readonly child: ChildProcess }> {
  const args = ['collect', '--mirror', 'http://127.0.0.1:9', '--listen', '127.0.0.1:0', '--state', state, '--json']
  const child = spawn(node, [join(PROJECT, 'dist/node/cli.js'), ...args, '--quota', 'off'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = await new Promise<string>((resolve, reject) => {
    let heard = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      heard += chunk
      if (heard.trimEnd().endsWith('}')) resolve(heard)
    })
    child.once('exit', (code) => reject(new Error(`the collector ended with ${code}: ${heard}`)))
  })
  return { child, ...(JSON.parse(said) as Started) }
}

async function deliver(what: Load): Promise<Delivered> {
  const child = spawn(node, [fileURLToPath(new URL('notify.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(what))
  return JSON.parse(await text(child.stdout)) as Delivered
}

/** Reads as a laptop does; for each event, how long it was until a line told of it. */
function watchNews(url: string, token: string, seed: string, signal: AbortSignal) {
  const told = new Map<string, number>()
  const delays: number[] = []
  let seen = 0
  const onNews = ({ pulls }: CollectorNews): void => {
    const now = Date.now()
    for (const { id, evidence, isSettled } of pulls) {
      if (!id.startsWith(seed)) continue
      const before = told.get(id) ?? 0
      for (const { at } of evidence.slice(before)) delays.push(now - at)
      seen += Math.max(0, evidence.length - before)
      if (isSettled) told.delete(id)
      else told.set(id, evidence.length)
    }
  }
  const of = { mirror: 'http://127.0.0.1:9', upstream: 'docker.io', url, token, ca: null }
  followCollector(of, { cursor: 0, onNews, onState: () => {}, signal })
  return {
    seen: () => seen,
    percentile: (share: number) => delays.toSorted((a, b) => a - b)[Math.floor(delays.length * share)] ?? Number.NaN,
  }
}

function countIn(state: string): number {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const db = new DatabaseSync(join(state, 'pulls.db'), { readOnly: true })
  const row = db.prepare('SELECT count(*) AS n FROM requests').get()
  db.close()
  return Number(row?.['n'])
}
