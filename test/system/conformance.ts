import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What an engine is tried on. */
export const columns = [
  'tag pull',
  'digest pull',
  'second upstream',
  'ordered mirrors',
  'path prefix',
  'plain http',
  'private CA',
  'mirror auth',
  'fallback',
  'strict',
  'live reload',
  'proof',
] as const

export type Column = (typeof columns)[number]

/** Seen on the real engine; shown on recorded layouts alone, with what of; or not possible, with the reason. */
export type Cell = 'measured' | { readonly recorded: string } | { readonly impossible: string }

/** One cell of the conformance table. */
export interface Conformance {
  readonly engine: string
  readonly version: string
  readonly column: Column
  readonly cell: Cell
}

/** Where the cells of a run are gathered; `conformance-run.ts` makes the table of them. */
export const gathered = fileURLToPath(new URL('../../node_modules/.cache/pullcord-conformance.jsonl', import.meta.url))

/** Notes what a test has just shown. The last thing that a test does, so that nothing is noted that failed. */
export function conform(engine: string, version: string, column: Column, cell: Cell): void {
  mkdirSync(dirname(gathered), { recursive: true })
  const line: Conformance = { engine, version, column, cell }
  appendFileSync(gathered, `${JSON.stringify(line)}\n`)
}
