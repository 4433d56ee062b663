import { basename } from 'node:path'
import { type Machine, PROJECT_INSIDE } from '../lab/machine.ts'
import { nodeIn } from '../lab/node-in.ts'
import { median } from './median.ts'

/** A program and its arguments. */
export type Command = readonly string[]

/** One way to do a thing: what must be so beforehand, which is not measured, and its commands, one after the other. */
export interface Way {
  readonly before: readonly Command[]
  readonly commands: readonly Command[]
}

/** Ways that take turns, A B A B …, so that a slow moment of the machine meets them all. */
export interface Race {
  readonly rounds: number
  readonly ways: Readonly<Record<string, Way>>
}

/** Milliseconds of every round, by the name of the way. */
export type Times = Readonly<Record<string, readonly number[]>>

const stopwatch = new URL('./stopwatch.ts', import.meta.url)
const patienceSeconds = 1800

/** Runs a race inside a machine, as root; the medians in milliseconds. */
export async function race<Name extends string>(
  machine: Machine,
  rounds: number,
  ways: Readonly<Record<Name, Way>>,
): Promise<Readonly<Record<Name, number>>> {
  const command = [nodeIn(PROJECT_INSIDE), `${PROJECT_INSIDE}/test/bench/${basename(stopwatch.pathname)}`]
  const input = JSON.stringify({ rounds, ways } satisfies Race)
  const { code, stdout, stderr } = await machine.run(command, { input, limit: patienceSeconds })
  if (code !== 0) throw new Error(stderr)
  const times = JSON.parse(stdout) as Readonly<Record<Name, readonly number[]>>
  const medians = Object.entries<readonly number[]>(times).map(([name, all]) => [name, median(all)])
  return Object.fromEntries(medians) as Record<Name, number>
}
