import type { ParseArgsConfig } from 'node:util'
import { engineIds } from '../../shared/engine.ts'
import type { Core } from '../../shared/contract.ts'

/** How a run ended, for scripts. */
export const exit = { done: 0, failed: 1, usage: 2, unverified: 3, unauthorised: 4 } as const

type Value = string | boolean | readonly (string | boolean)[] | undefined

/** What was typed behind the verb. */
export interface Arguments {
  readonly values: Readonly<Record<string, Value>>
  readonly positionals: readonly string[]
}

/** One verb of the command line, as its help tells it. */
interface Verb {
  /** Its line in the overview. */
  readonly summary: string
  /** What stands behind `pullcord` in its help. */
  readonly usage: string
  /** Its own options; those that every verb has are added. */
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** A line for each option. */
  readonly help: readonly (readonly [option: string, meaning: string])[]
}

/** A verb that works on the core. */
export interface Command extends Verb {
  /** Words that may follow the verb, each with options and help of its own. */
  readonly parts?: Readonly<Record<string, Command>>
  run(args: Arguments, core: Core): Promise<number>
}

/** A verb that looks at no engine of this machine. */
export interface CommandAlone extends Verb {
  runAlone(args: Arguments): Promise<number>
}

/** Options of every verb. */
export const commonOptions: Verb['options'] = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  root: { type: 'string' },
  engine: { type: 'string', multiple: true },
  scope: { type: 'string' },
}

export const commonHelp: Verb['help'] = [
  ['--engine E,…', `only these: ${engineIds.join(', ')};`],
  ['', 'docker/lima.default is the one in a machine inside this one;'],
  ['', 'with --root also docker@28.5:c8d (version and store)'],
  ['--scope S', 'user or system; without it, what is usual for the engine'],
  ['--root DIR', 'work on the files below DIR; nothing is run or reloaded'],
  ['--json', 'print one JSON object'],
]

/** The texts of an option that may be given several times, or with commas. */
export function texts(value: Value): readonly string[] {
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return all.map(String)
}

/** Prints one JSON object. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** Prints lines for people. */
export function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}
