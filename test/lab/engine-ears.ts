import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceState } from '../../shared/pulls/pull.ts'
import type { EnginePull } from '../../shared/pulls/sighting.ts'
import { type Daemon, type Machine, PROJECT_INSIDE } from './machine.ts'
import { nodeIn } from './node-in.ts'
import type { User } from './users.ts'

/** What listens to an engine inside a machine, and what it was told. */
export interface EngineEars {
  readonly daemon: Daemon
  pulls(): readonly EnginePull[]
  /** Every state since the beginning, without the times. */
  states(): readonly SourceState['state'][]
}

let count = 0

/** Listens to an engine as the core does; `since` in milliseconds since 1970. */
export async function listenTo(
  machine: Machine,
  engine: readonly [id: 'docker' | 'podman', scope: 'user' | 'system'],
  user: User = 'root',
  since: number | null = null,
): Promise<EngineEars> {
  const script = join(PROJECT_INSIDE, 'test/lab/engine-listener.ts')
  const command = [nodeIn(PROJECT_INSIDE), script, ...engine, ...(since === null ? [] : [String(since)])]
  const daemon = await machine.start(`ears-${count++}`, command, { user })
  const lines = () =>
    readFileSync(daemon.log, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { readonly pull?: EnginePull; readonly state?: SourceState })
  return {
    daemon,
    pulls: () => lines().flatMap(({ pull }) => pull ?? []),
    states: () => lines().flatMap(({ state }) => state?.state ?? []),
  }
}
