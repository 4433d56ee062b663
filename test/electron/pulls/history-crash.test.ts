import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rounds } from '../../runs.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { madeRequest, mirror, withHistory } from './made-pulls.ts'

const script = fileURLToPath(new URL('put-forever.ts', import.meta.url))
const kills = rounds(12, 200)
const compiled = temporaryRoot().path('')

/** Lets a process keep pulls, and kills it at a moment of its own; returns the last number that it printed. */
async function killSomewhere(path: string, from: number, delayMs: number): Promise<number> {
  const child = spawn(process.execPath, [script, path, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  await once(child.stdout, 'data')
  await new Promise((done) => setTimeout(done, delayMs))
  child.kill('SIGKILL')
  const [code, signal] = await once(child, 'close')
  expect([code, signal]).toEqual([null, 'SIGKILL'])
  // The last line may have been cut short.
  return Number(said.split('\n').slice(1, -1).at(-1) ?? from - 1)
}

test(`killed ${kills} times: whatever was said to be kept is kept, whole`, { timeout: 600_000 }, async () => {
  const path = temporaryRoot().path('/state/pulls.db')
  let next = 0
  for (let kill = 0; kill < kills; kill++) {
    const last = await killSomewhere(path, next, Math.random() * 150)
    withHistory(path, (history) => {
      const since = (from: number) =>
        history.readPulls({
          filter: { text: '', engines: [], outcomes: [] },
          since: from,
          before: null,
          limit: 100_000,
        })
      const kept = since(next).pulls.map(({ id }) => Number(id))
      expect(kept.toReversed()).toEqual(Array.from({ length: kept.length }, (_, at) => next + at))
      expect(kept.length).toBeGreaterThanOrEqual(last - next + 1)
      expect(
        history.knownRequests(
          mirror,
          kept.map((at) => madeRequest({ id: String(at), at })),
        ).size,
      ).toBe(kept.length)
      for (const id of kept) expect(history.evidenceOf(String(id))).toMatchObject([{ text: String(id) }])
      next += kept.length
      expect(since(0).total).toBe(next)
    })
  }
  expect(next).toBeGreaterThan(kills)
})
