import type { Desired, Scope } from '../../shared/engine.ts'
import type { PodmanFacts } from '../../shared/facts.ts'
import { podmanLocation } from '../../shared/engines/podman/drop-in.ts'
import { AppError, failure } from '../../shared/errors.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Reload } from '../../shared/plan.ts'
import type { Disk, Processes, System } from '../system/system.ts'
import { lastLine } from '../system/last-line.ts'
import { findCrio, findServices } from './podman-processes.ts'
import { versionOf } from './program-version.ts'
import type { EngineReach, Loaded } from './reach.ts'
import { isMainOf, restartUnit } from './systemd.ts'

const askMs = 30_000
const unit = 'podman.service'
// They read the same files, anew by every command.
const alsoRead = ['buildah', 'skopeo']
// They make podman read other files [FACTS: podman 1].
const elsewhere = ['CONTAINERS_REGISTRIES_CONF', 'CONTAINERS_REGISTRIES_CONF_OVERRIDE', 'REGISTRIES_CONFIG_PATH']

/** podman, reached by its command line; its API service is never connected to, which would start it. */
export const podmanReach: EngineReach<PodmanFacts> = { id: 'podman', detect, loaded, reload }

async function detect(system: System, scope: Scope): Promise<PodmanFacts | null> {
  const { disk, processes } = system
  if (!processes) return null
  const [program, crio, ...others] = await Promise.all([
    processes.find('podman'),
    scope === 'system' ? findCrio(processes, disk.uid) : null,
    ...alsoRead.map((name) => processes.find(name)),
  ])
  const readers = alsoRead.filter((_, at) => others[at] !== null)
  if (program === null && crio === null && readers.length === 0) return null
  const [version, services, quadlets] = await Promise.all([
    program === null ? null : versionOf(system, program),
    findServices(processes, scope, disk.uid),
    quadletsOf(disk, scope),
  ])
  const service = services[0] ?? null
  return {
    id: 'podman',
    scope,
    version,
    found: [
      ...[program, ...others].flatMap((path) => (path === null ? [] : notice('found-program', { path }))),
      ...[service, crio].flatMap((one) => (one === null ? [] : notice('found-process', { pid: one.pid }))),
    ],
    service: service && { pid: service.pid, startedAt: service.startedAt },
    readers,
    crio: crio && { pid: crio.pid, startedAt: crio.startedAt },
    quadlets,
    // Ours are those of a podman that we would start, and say nothing of another user's.
    environment: isOurs(processes, scope, disk.uid) ? elsewhere.filter((name) => process.env[name]) : [],
    uid: disk.uid,
  }
}

function isOurs({ inGuest }: Processes, scope: Scope, uid: number): boolean {
  return !inGuest && (scope === 'user' || uid === 0)
}

async function quadletsOf(disk: Disk, scope: Scope): Promise<readonly string[]> {
  const directory = scope === 'system' ? '/etc/containers/systemd' : `${disk.places.configHome}/containers/systemd`
  return (await disk.list(directory, '.container')) ?? []
}

/** Whose configuration podman is to read: rootful podman's is root's, whoever's HOME sudo has kept. */
export function readerOf({ scope }: PodmanFacts, home: string): Readonly<Record<string, string>> {
  return { HOME: scope === 'system' ? '/root' : home }
}

interface PodmanInfo {
  readonly registries?: Readonly<
    Record<
      string,
      { readonly Mirrors?: readonly { readonly Location: string }[] | null } | readonly string[] | undefined
    >
  > | null
}

async function loaded({ disk, processes }: System, facts: PodmanFacts, desired: Desired): Promise<Loaded> {
  if (!processes) return { kind: 'silent', notice: notice('podman-says', { why: 'not asked' }) }
  if ((await processes.find('podman')) === null) return { kind: 'silent', notice: notice('podman-readers-only') }
  const ended = await processes.run(['podman', 'info', '--format', 'json'], {
    timeoutMs: askMs,
    env: readerOf(facts, disk.places.home),
  })
  if (ended.code !== 0) return { kind: 'missing', notice: notice('podman-says', { why: podmansWords(ended.stderr) }) }
  const { registries } = JSON.parse(ended.stdout) as PodmanInfo
  const evidence: string[] = []
  for (const mirror of desired.mirrors) {
    const location = podmanLocation(mirror)
    if (location === null) continue
    const entry = registries?.[mirror.upstream]
    const listed = entry && 'Mirrors' in entry ? (entry.Mirrors ?? []).map(({ Location }) => Location) : []
    if (!listed.includes(location)) {
      return { kind: 'missing', notice: notice('podman-unlisted', { mirror: location, upstream: mirror.upstream }) }
    }
    evidence.push(`podman info: ${mirror.upstream} → ${listed.join(', ')}`)
  }
  return { kind: 'loaded', evidence: [...new Set(evidence)] }
}

async function reload(system: System, order: Reload): Promise<Notice | null> {
  return order.how === 'SIGHUP' ? await reloadCrio(system, order) : await restartService(system, order)
}

// CRI-O reads registries.conf anew by SIGHUP, which would end podman's own service [FACTS: podman 3].
async function reloadCrio({ disk, processes }: System, { pid }: Reload): Promise<null> {
  const crio = processes && (await findCrio(processes, disk.uid))
  if (processes && crio?.pid === pid) processes.signal(pid, 'SIGHUP')
  return null
}

async function restartService({ disk, processes }: System, { pid, engine }: Reload): Promise<Notice | null> {
  const [services, program] = processes
    ? await Promise.all([findServices(processes, engine.scope, disk.uid), processes.find('podman')])
    : [[], null]
  const service = services.find((one) => one.pid === pid)
  // Gone by itself: it ends five seconds after its last use, and reads the files anew when it comes back.
  if (!processes || !program || !service) return null
  try {
    if (await isMainOf(processes, unit, pid, engine.scope)) {
      const why = await restartUnit(processes, unit, engine.scope, { verb: 'try-restart', timeoutMs: askMs })
      if (why !== null) throw failure('podman-service-not-restarted', { why })
    } else if (disk.uid === 0) {
      await processes.end(service)
      return notice('podman-service-ended', { pid })
    } else await processes.respawn(service, program)
    return null
  } catch (error) {
    if (error instanceof AppError) throw error
    throw failure('podman-service-not-restarted', { why: (error as Error).message }, error)
  }
}

/** The last line that podman said, without its “Error: ”. */
export function podmansWords(text: string): string {
  return lastLine(text).replace(/^Error: /, '')
}
