import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ADDRESS } from './addresses.ts'
import { type Machine, PROJECT, PROJECT_INSIDE } from './machine.ts'
import { nodeIn } from './node-in.ts'
import { listening } from './ports.ts'

const SERVER = fileURLToPath(new URL('./shaped-server.ts', import.meta.url))

/** How good a mirror is that stands before a registry. */
export interface Shape {
  readonly port: number
  /** URL of the registry that it forwards to. */
  readonly good: string
  /** Before each answer. */
  readonly delayMs: number
  /** Of layers; null for as fast as it comes. */
  readonly bytesPerSecond: number | null
  /** Whether the last byte of every blob is another one. */
  readonly spoils: boolean
  /** The tag that it serves for the tag `1`; null where it serves what there is. */
  readonly tagOf: string | null
}

/** Starts shaped mirrors in a machine; their URLs, in order. */
export async function startShaped(machine: Machine, shapes: readonly Shape[]): Promise<readonly string[]> {
  const daemon = await machine.start('shaped', [
    nodeIn(PROJECT_INSIDE),
    join(PROJECT_INSIDE, relative(PROJECT, SERVER)),
    ADDRESS.faulty,
    JSON.stringify(shapes),
  ])
  await Promise.all(shapes.map(({ port }) => listening(machine, daemon, `${ADDRESS.faulty}:${port}`)))
  return shapes.map(({ port }) => `http://${ADDRESS.faulty}:${port}`)
}
