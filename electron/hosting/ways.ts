import { hostname } from 'node:os'
import type { Engine } from '../../shared/hosting/container-argv.ts'
import type { HostWay } from '../../shared/hosting/contract.ts'
import type { HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { registryVersion } from '../../shared/hosting/images.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { lastLine } from '../system/last-line.ts'
import type { Processes, System } from '../system/system.ts'
import { isManaged } from './manager.ts'

/** What could run a mirror: with what, how it is kept, and why not. */
export interface Way extends Pick<HostedRecord, 'way' | 'keeper' | 'network' | 'runsAs'> {
  /** The engine with its options, or the binary; empty where there is none. */
  readonly program: Engine
  readonly version: string | null
  /** Why it cannot; null where it can. */
  readonly notice: Notice | null
}

const askMs = 15_000
/** podman makes units of quadlets since then (podman-systemd.unit(5)). */
const quadletSince = [4, 4] as const

/** Each way in the order in which they are tried. Nothing is started by looking. */
export async function findWays(system: System): Promise<readonly Way[]> {
  const { processes } = system
  if (!processes) return []
  const managed = await isManaged(system)
  return await Promise.all([podmanWay(processes, managed), dockerWay(processes, system), binaryWay(processes, managed)])
}

async function podmanWay(processes: Processes, managed: boolean): Promise<Way> {
  const path = await processes.find('podman')
  if (path === null) return missing('podman')
  // A remote podman would run it on another machine.
  const program = [path, '--remote=false']
  const { stdout } = await processes.run([path, '--version'], { timeoutMs: askMs })
  const version = /\d+\.\d+\.\d+\S*/.exec(stdout)?.[0] ?? null
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  const hasQuadlets = major > quadletSince[0] || (major === quadletSince[0] && minor >= quadletSince[1])
  const keeper = managed ? (hasQuadlets ? 'quadlet' : 'unit') : 'supervisor'
  return { way: 'podman', keeper, network: 'host', runsAs: null, program, version, notice: null }
}

interface DockerInfo {
  readonly ServerVersion?: string
  readonly Name?: string
  readonly OperatingSystem?: string
  readonly SecurityOptions?: readonly string[] | null
}

async function dockerWay(processes: Processes, { disk }: System): Promise<Way> {
  const path = await processes.find('docker')
  if (path === null) return missing('docker')
  const own = { way: 'docker', keeper: 'docker', program: [path] } as const
  const cannot = (why: Notice): Way => ({ ...own, network: 'host', runsAs: null, version: null, notice: why })
  // A socket may start a daemon that nobody runs.
  const daemons = await Promise.all(['dockerd', 'com.docker.backend'].map((name) => processes.named(name)))
  if (daemons.flat().length === 0) return cannot(notice('host-docker-off'))
  const said = await processes.run([path, 'info', '--format', '{{json .}}'], { timeoutMs: askMs })
  const info = infoIn(said.stdout)
  if (said.code !== 0 || !info?.ServerVersion)
    return cannot(notice('host-docker-unreachable', { why: lastLine(said.stderr) }))
  const isDesktop = info.OperatingSystem === 'Docker Desktop'
  if (!isDesktop && info.Name !== hostname()) return cannot(notice('host-docker-elsewhere', { name: info.Name ?? '' }))
  // Both have a network of their own, from which only a published port leads here; and in both root is the user.
  const isApart = isDesktop || (info.SecurityOptions ?? []).some((option) => option.includes('rootless'))
  return {
    ...own,
    network: isApart ? 'published' : 'host',
    // What it keeps is then the user's, who may count and delete it.
    runsAs: isApart ? null : `${disk.uid}:${process.getgid?.() ?? disk.uid}`,
    version: info.ServerVersion,
    notice: null,
  }
}

function infoIn(text: string): DockerInfo | null {
  try {
    return JSON.parse(text) as DockerInfo
  } catch {
    return null
  }
}

async function binaryWay(processes: Processes, managed: boolean): Promise<Way> {
  const own = { way: 'binary', keeper: managed ? 'unit' : 'supervisor', network: 'host', runsAs: null } as const
  for (const name of ['registry', 'docker-registry']) {
    const path = await processes.find(name)
    const said = path && (await processes.run([path, '--version'], { timeoutMs: askMs }).catch(() => null))
    const version = said ? registryVersion(said.stdout) : null
    // Others too call their program “registry”.
    if (path && version !== null) return { ...own, program: [path], version, notice: null }
  }
  return missing('binary')
}

function missing(way: HostWay): Way {
  const said = way === 'binary' ? notice('host-binary-missing') : notice('command-missing', { command: way })
  return { way, keeper: 'supervisor', network: 'host', runsAs: null, program: [], version: null, notice: said }
}
