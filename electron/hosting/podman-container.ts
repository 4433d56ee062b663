import { failure } from '../../shared/errors.ts'
import { podmanCreate, type Engine } from '../../shared/hosting/container-argv.ts'
import { unitName, type HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { lastLine } from '../system/last-line.ts'
import type { System } from '../system/system.ts'
import { hostedPlaces } from './places.ts'

const actMs = 60_000

/** podman as we call it: never the one of another machine. */
export async function podmanHere({ processes }: System): Promise<Engine> {
  const path = await processes?.find('podman')
  if (!path) throw failure('command-missing', { command: 'podman' })
  return [path, '--remote=false']
}

/** Makes the container of a mirror anew; it does not run yet. */
export async function makeContainer(system: System, record: HostedRecord): Promise<void> {
  await removeContainer(system, record)
  const argv = podmanCreate(await podmanHere(system), record, hostedPlaces(system.disk, record.id))
  const { code, stderr } = await system.processes!.run(argv, { timeoutMs: actMs })
  if (code !== 0) throw failure('host-not-made', { engine: 'podman', why: lastLine(stderr) })
}

/** Ends it, and takes it away; nothing happens where there is none. */
export async function removeContainer(system: System, { id }: HostedRecord): Promise<void> {
  const argv = [...(await podmanHere(system)), 'rm', '--force', '--ignore', '--time', '5', unitName(id)]
  await system.processes!.run(argv, { timeoutMs: actMs })
}

/** Its process, and since when it runs in ms since 1970; null where it does not. */
export async function runningContainer(
  system: System,
  { id }: HostedRecord,
): Promise<{ readonly pids: readonly number[]; readonly since: number } | null> {
  const argv = [...(await podmanHere(system)), 'container', 'inspect', '--format', 'json', unitName(id)]
  const { code, stdout } = await system.processes!.run(argv, { timeoutMs: actMs })
  if (code !== 0) return null
  const [container] = JSON.parse(stdout) as readonly {
    readonly State?: { readonly Running?: boolean; readonly Pid?: number; readonly StartedAt?: string }
  }[]
  const { Running, Pid = 0, StartedAt = '' } = container?.State ?? {}
  return Running === true && Pid > 0 ? { pids: [Pid], since: Date.parse(StartedAt) } : null
}
