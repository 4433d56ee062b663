import { parseVersion, type Version } from '../../shared/engine.ts'
import type { DockerStore, RunningDocker } from '../../shared/facts.ts'
import type { Processes } from '../system/system.ts'

// It answers within 50 ms on an idle machine [measured 20.10–28.5]; one that hangs must not hold up a look.
const askMs = 4_000

/** What a Docker Engine says of itself. */
export interface Told {
  readonly version: Version | null
  readonly store: DockerStore
  readonly loaded: NonNullable<RunningDocker['loaded']>
}

interface DockerInfo {
  readonly ServerVersion?: string
  readonly DriverStatus?: readonly (readonly [string, string])[] | null
  readonly RegistryConfig?: {
    readonly Mirrors?: readonly string[] | null
    readonly InsecureRegistryCIDRs?: readonly string[] | null
    readonly IndexConfigs?: Readonly<Record<string, { readonly Secure?: boolean }>> | null
  } | null
}

/** Asks `/info` on this socket. */
export async function askInfo(processes: Processes, socket: string): Promise<Told> {
  const { status, body } = await processes.request(socket, '/info', { timeoutMs: askMs })
  if (status !== 200) throw new Error(`/info answered ${status}`)
  const info = JSON.parse(body) as DockerInfo
  return { version: parseVersion(info.ServerVersion ?? ''), store: storeOf(info), loaded: loadedIn(info) }
}

// The status of the containerd store names its snapshotter; vfs has none at all [measured].
function storeOf({ DriverStatus }: DockerInfo): DockerStore {
  return DriverStatus?.some(([, value]) => value.includes('io.containerd.snapshotter')) ? 'containerd' : 'classic'
}

function loadedIn({ RegistryConfig }: DockerInfo): Told['loaded'] {
  const insecure = Object.entries(RegistryConfig?.IndexConfigs ?? {}).flatMap(([host, { Secure }]) =>
    Secure === false ? [host] : [],
  )
  const mirrors = (RegistryConfig?.Mirrors ?? []).map((url) => url.replace(/\/$/, ''))
  return { mirrors, insecure: [...insecure, ...(RegistryConfig?.InsecureRegistryCIDRs ?? [])] }
}

/** The Unix socket that dockerd listens on, by its own command line; `usual` where that names none. */
export function socketOf(flags: readonly string[], usual = '/run/docker.sock'): string {
  const values = flags.flatMap((flag, at) => {
    if (flag === '-H' || flag === '--host') return flags[at + 1] ?? []
    return flag.startsWith('-H=') || flag.startsWith('--host=') ? flag.slice(flag.indexOf('=') + 1) : []
  })
  const unix = values.find((value) => value.startsWith('unix://'))
  return unix?.slice('unix://'.length) ?? usual
}
