import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sameMirror } from '../../shared/codecs/daemon-json-edit.ts'
import { parseVersion, type Desired, type Scope } from '../../shared/engine.ts'
import type { DockerFacts, DockerStore, RunningDocker } from '../../shared/facts.ts'
import { entriesOf } from '../../shared/engines/docker/list-entries.ts'
import { listedMirrors, readsMirrorList } from '../../shared/engines/docker/rules.ts'
import { errnoOf, failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import type { Reload } from '../../shared/plan.ts'
import type { Process, Processes, System } from '../system/system.ts'
import { unitFlags } from './docker-unit.ts'
import { versionOf } from './program-version.ts'
import type { EngineReach, Loaded } from './reach.ts'

const askMs = 10_000
// A reload shows in /info after 11–27 ms [measured 20.10–28.5]; a machine under load is given far longer.
const reloadMs = 5_000

/** dockerd, reached by its socket; it is connected to only where its process runs, since a socket may start it. */
export const dockerReach: EngineReach<DockerFacts> = { id: 'docker', detect, loaded, reload }

interface DockerInfo {
  readonly ServerVersion?: string
  readonly DriverStatus?: readonly (readonly [string, string])[] | null
  readonly RegistryConfig?: {
    readonly Mirrors?: readonly string[] | null
    readonly InsecureRegistryCIDRs?: readonly string[] | null
    readonly IndexConfigs?: Readonly<Record<string, { readonly Secure?: boolean }>> | null
  } | null
}

async function detect(system: System, scope: Scope): Promise<DockerFacts | null> {
  const { disk, processes } = system
  if (!processes || scope !== 'system') return null
  const [program, daemon] = await Promise.all([processes.find('dockerd'), findDaemon(processes, disk.uid)])
  if (daemon) return await askDaemon(system, processes, daemon)
  if (!program) return null
  const [version, flags] = await Promise.all([versionOf(system, program), unitFlags(disk)])
  return { id: 'docker', scope: 'system', version, store: null, flags, running: null }
}

async function findDaemon(processes: Processes, uid: number): Promise<Process | null> {
  for (const one of await processes.named('dockerd')) {
    // A dockerd inside a container is root's too, but reads other files. One whose unit has mounts of its own
    // (PrivateTmp) reads ours.
    if (isDaemon(one, uid) && (await processes.sees(one.pid, '/etc/docker')) !== false) return one
  }
  return null
}

// Any user can start sudo under this name, waiting for a password, with a command line that names their socket.
// Root can see which file runs; for others, whom it would only mislead, four times root must do.
function isDaemon({ uids, program }: Process, uid: number): boolean {
  if (uids.length === 0 || uids.some((one) => one !== 0)) return false
  return program === null ? uid !== 0 : program.isSealed && basename(program.path) === 'dockerd'
}

async function askDaemon(
  system: System,
  processes: Processes,
  { pid, startedAt, command }: Process,
): Promise<DockerFacts> {
  const flags = command.slice(1)
  const base = { id: 'docker', scope: 'system', flags } as const
  try {
    const info = await askInfo(processes, flags)
    const running: RunningDocker = { pid, startedAt, loaded: loadedIn(info), silent: null }
    return { ...base, version: parseVersion(info.ServerVersion ?? ''), store: storeOf(info), running }
  } catch (error) {
    const forbidden = errnoOf(error) === 'EACCES'
    const silent = forbidden
      ? notice('docker-no-socket-permission')
      : notice('docker-silent', { pid, why: (error as Error).message })
    const program = await processes.find('dockerd')
    const version = program === null ? null : await versionOf(system, program).catch(() => null)
    return { ...base, version, store: null, running: { pid, startedAt, loaded: null, silent } }
  }
}

/** The Unix socket that dockerd listens on, by its own command line. */
export function socketOf(flags: readonly string[]): string {
  const values = flags.flatMap((flag, at) => {
    if (flag === '-H' || flag === '--host') return flags[at + 1] ?? []
    return flag.startsWith('-H=') || flag.startsWith('--host=') ? flag.slice(flag.indexOf('=') + 1) : []
  })
  const unix = values.find((value) => value.startsWith('unix://'))
  return unix?.slice('unix://'.length) ?? '/run/docker.sock'
}

async function askInfo(processes: Processes, flags: readonly string[]): Promise<DockerInfo> {
  const { status, body } = await processes.request(socketOf(flags), '/info', { timeoutMs: askMs })
  if (status !== 200) throw new Error(`/info answered ${status}`)
  return JSON.parse(body) as DockerInfo
}

// The status of the containerd store names its snapshotter; vfs has none at all [measured].
function storeOf({ DriverStatus }: DockerInfo): DockerStore {
  return DriverStatus?.some(([, value]) => value.includes('io.containerd.snapshotter')) ? 'containerd' : 'classic'
}

function loadedIn({ RegistryConfig }: DockerInfo): NonNullable<RunningDocker['loaded']> {
  const insecure = Object.entries(RegistryConfig?.IndexConfigs ?? {}).flatMap(([host, { Secure }]) =>
    Secure === false ? [host] : [],
  )
  const mirrors = (RegistryConfig?.Mirrors ?? []).map((url) => url.replace(/\/$/, ''))
  return { mirrors, insecure: [...insecure, ...(RegistryConfig?.InsecureRegistryCIDRs ?? [])] }
}

async function loaded(_: System, facts: DockerFacts, desired: Desired): Promise<Loaded> {
  if (!facts.running) return { kind: 'silent', notice: notice('docker-not-running') }
  if (facts.running.silent) return { kind: 'silent', notice: facts.running.silent }
  if (!readsMirrorList(facts)) return { kind: 'silent', notice: notice('docker-reads-each-pull') }
  const now = facts.running.loaded?.mirrors ?? []
  const listed = listedMirrors(desired.mirrors, facts)
  if (listed.length === 0) return { kind: 'silent', notice: notice('docker-reads-each-pull') }
  const missing = listed.find(({ url }) => !now.some((mirror) => sameMirror(mirror, url)))
  if (missing) return { kind: 'missing', notice: notice('docker-not-loaded', { mirror: missing.url }) }
  return { kind: 'loaded', evidence: [`docker /info: registry mirrors ${now.join(', ')}`] }
}

async function reload({ disk, processes }: System, { pid, expect }: Reload): Promise<null> {
  const daemon = processes && (await findDaemon(processes, disk.uid))
  // Another process by now: signalling a number that was given away would hit a stranger.
  if (!processes || daemon?.pid !== pid) throw failure('docker-silent', { pid, why: 'it has ended or started anew' })
  processes.signal(pid, 'SIGHUP')
  let why = ''
  for (const deadline = Date.now() + reloadMs; Date.now() < deadline; await wait(15)) {
    const { mirrors, insecure } = loadedIn(await askInfo(processes, daemon.command.slice(1)))
    const now = entriesOf({ 'registry-mirrors': mirrors, 'insecure-registries': insecure })
    const missing = expect?.present.find((wanted) => !now.some((one) => sameMirror(one, wanted)))
    const left = expect?.gone.find((ended) => now.some((one) => sameMirror(one, ended)))
    if (missing === undefined && left === undefined) return null
    why = missing === undefined ? `it still lists ${left}` : `it does not list ${missing}`
  }
  throw failure('docker-refused-reload', { why })
}
