import { parseHostsToml } from '../../shared/codecs/hosts-toml.ts'
import { bareEndpoint } from '../../shared/codecs/registries-yaml.ts'
import type { Desired, Scope } from '../../shared/engine.ts'
import { hostUrl } from '../../shared/engines/hosts-files.ts'
import { failure } from '../../shared/errors.ts'
import type { RancherFacts, RancherId } from '../../shared/facts.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Reload } from '../../shared/plan.ts'
import { targetPath } from '../../shared/targets.ts'
import type { Disk, Process, Processes, System } from '../system/system.ts'
import { isRootsDaemon } from './owner.ts'
import { versionOf } from './program-version.ts'
import type { EngineReach, Loaded } from './reach.ts'
import { isMainOf, restartUnit } from './systemd.ts'

/** K3s and RKE2, reached by their files and processes. None could be run here: recorded, not measured. */
export function rancherReach(id: RancherId): EngineReach<RancherFacts> {
  return {
    id,
    detect: (system, scope) => detect(system, scope, id),
    loaded,
    reload: (system, reload) => reloadOf(system, reload, id),
  }
}

// K3s goes on under the name of its part [S: k3s cmd/k3s/main.go].
const names: Readonly<Record<RancherId, readonly string[]>> = {
  k3s: ['k3s-server', 'k3s-agent', 'k3s'],
  rke2: ['rke2'],
}
const units: Readonly<Record<RancherId, { readonly server: string; readonly agent: string }>> = {
  k3s: { server: 'k3s', agent: 'k3s-agent' },
  rke2: { server: 'rke2-server', agent: 'rke2-agent' },
}

async function detect(system: System, scope: Scope, id: RancherId): Promise<RancherFacts | null> {
  const { disk, processes } = system
  if (!processes || scope !== 'system') return null
  const directory = `/etc/rancher/${id}`
  const [daemon, program, stands] = await Promise.all([
    findDaemon(processes, id, disk.uid),
    processes.find(id),
    disk.names(directory).then(
      (inside) => inside !== null,
      () => true,
    ),
  ])
  if (!daemon && !program && !stands) return null
  const [version, said] = await Promise.all([
    program === null ? null : versionOf(system, program).catch(() => null),
    configured(disk, directory, daemon?.command ?? []),
  ])
  return {
    id,
    scope,
    version,
    running: daemon && { pid: daemon.pid, startedAt: daemon.startedAt },
    unit: units[id][daemon && isAgent(daemon) ? 'agent' : 'server'],
    ...said,
    found: [
      ...(daemon ? [notice('found-process', { pid: daemon.pid })] : []),
      ...(program === null ? [] : [notice('found-program', { path: program })]),
      ...(stands ? [notice('found-files', { path: directory })] : []),
    ],
  }
}

async function findDaemon(processes: Processes, id: RancherId, uid: number): Promise<Process | null> {
  const running = (await Promise.all(names[id].map((name) => processes.named(name)))).flat()
  for (const one of running) {
    // One inside a container, as k3d's nodes are, is root's too, and reads other files.
    if (
      isRootsDaemon(one, uid) &&
      partOf(one.command) !== null &&
      (await processes.sees(one.pid, `/etc/rancher/${id}`)) !== false
    )
      return one
  }
  return null
}

// Its command line is rewritten to the name of the program and the part, in one word or two [S: k3s pkg/proctitle].
function partOf(command: readonly string[]): string | null {
  return /(?:^|[ /-])(server|agent)(?: |$)/.exec(command.slice(0, 2).join(' '))?.[1] ?? null
}

function isAgent({ command }: Process): boolean {
  return partOf(command) === 'agent'
}

// Flags, config.yaml and the files beside it all say the same things; a user may not read the latter.
async function configured(
  disk: Disk,
  directory: string,
  command: readonly string[],
): Promise<Pick<RancherFacts, 'config' | 'strict'>> {
  const main = `${directory}/config.yaml`
  const beside = (await disk.list(`${main}.d`, '.yaml').catch(() => null)) ?? []
  const paths = [main, ...beside.map((name) => `${main}.d/${name}`)]
  const texts = await Promise.all(
    paths.map(async (path) => {
      const state = await disk.read(path)
      return { path, text: state.kind === 'text' ? state.text : '' }
    }),
  )
  const line = command.join(' ')
  const inFiles = texts.flatMap(({ text }) => /^private-registry:[ \t]*["']?([^"'\s#]+)/m.exec(text)?.[1] ?? []).at(-1)
  const strict = texts.find(({ text }) => /^disable-default-registry-endpoint:[ \t]*["']?true\b/m.test(text))
  const flag = /--disable-default-registry-endpoint(?:=true)?(?= |$)/.test(line) ? (command[0] ?? '') : null
  return {
    config: /--private-registry[= ](\S+)/.exec(line)?.[1] ?? inFiles ?? null,
    strict: strict?.path ?? flag,
  }
}

// What it wrote for containerd at its start shows what it has read, where we may look at it.
async function loaded({ disk }: System, facts: RancherFacts, desired: Desired): Promise<Loaded> {
  const { id, running, unit = id } = facts
  const silent = (said: Notice): Loaded => ({ kind: 'silent', notice: said })
  if (!running) return silent(notice('rancher-not-running', { engine: id }))
  const state = await disk.read(targetPath({ kind: 'registries-yaml', scope: 'system', engine: id }, disk.places))
  if (state.kind === 'text' && running.startedAt < state.modifiedAt)
    return silent(notice('rancher-stale', { engine: id, pid: running.pid, unit }))
  const evidence: string[] = []
  for (const mirror of desired.mirrors) {
    const { upstream } = mirror
    const path = `/var/lib/rancher/${id}/agent/etc/containerd/certs.d/${upstream}/hosts.toml`
    const written = await disk.read(path)
    const parsed = written.kind === 'text' ? parseHostsToml(path, written.text) : null
    const isThere = parsed?.ok && parsed.value.hosts.some(({ url }) => bareEndpoint(url) === hostUrl(mirror))
    if (!isThere) return silent(notice('rancher-read-at-start', { engine: id, upstream }))
    evidence.push(`${path}: ${hostUrl(mirror)}`)
  }
  return { kind: 'loaded', evidence }
}

async function reloadOf({ disk, processes }: System, { pid }: Reload, id: RancherId): Promise<Notice | null> {
  const daemon = processes && (await findDaemon(processes, id, disk.uid))
  // Another process by now: that one has read the file as it is.
  if (!processes || daemon?.pid !== pid) return null
  const unit = units[id][isAgent(daemon) ? 'agent' : 'server']
  if (!(await isMainOf(processes, `${unit}.service`, pid))) return notice('rancher-no-unit', { engine: id, pid, unit })
  const why = await restartUnit(processes, `${unit}.service`)
  if (why !== null) throw failure('rancher-not-restarted', { engine: id, why, unit })
  return null
}
