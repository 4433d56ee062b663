import { spawn } from 'node:child_process'
import { isAbsolute, join } from 'node:path'
import { type Daemon, type Machine, PROJECT, PROJECT_INSIDE, type RunOptions } from './machine.ts'
import { nodeIn } from './node-in.ts'
import { collect, ended, type Outcome } from './outcome.ts'

/** The CLI under test as a clone at a path has it: the sources, unless PULLCORD_CLI names a bundle (absolute, or in the clone). */
export function command(project: string): readonly string[] {
  const named = process.env['PULLCORD_CLI'] ?? ''
  const path = named === '' ? 'electron/cli.ts' : named
  return [nodeIn(project), isAbsolute(path) ? path : join(project, path)]
}

/** The shape of any `--json` answer before a test looks closer. */
export type Json = Readonly<Record<string, unknown>>

/** What `pullcord` did, with its JSON answer when it gave one. */
export interface Answer extends Outcome {
  readonly json: Json | null
}

function answerOf(outcome: Outcome): Answer {
  try {
    return { ...outcome, json: JSON.parse(outcome.stdout) as Json }
  } catch {
    return { ...outcome, json: null }
  }
}

/** Runs `pullcord` with the arguments inside the machine, as root unless told. */
export async function pullcord(machine: Machine, args: readonly string[], options: RunOptions = {}): Promise<Answer> {
  return answerOf(await machine.run([...command(PROJECT_INSIDE), ...args], options))
}

/** Starts `pullcord` inside the machine as root, to be watched, or killed, while it runs. */
export function startPullcord(machine: Machine, args: readonly string[]): Promise<Daemon> {
  return machine.start('pullcord', [...command(PROJECT_INSIDE), ...args])
}

/** Runs `pullcord` on this machine itself, for what touches nothing outside a given folder. */
export async function pullcordHere(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Answer> {
  const [node = '', ...rest] = [...command(PROJECT), ...args]
  const child = spawn(node, rest, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: 60_000 })
  const [stdout, stderr, code] = await Promise.all([collect(child.stdout), collect(child.stderr), ended(child)])
  return answerOf({ code, stdout, stderr })
}
