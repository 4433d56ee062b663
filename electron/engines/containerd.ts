import { parseContainerdConfig } from '../../shared/codecs/containerd-config.ts'
import { parseVersion, type Scope, type Version } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import type { ContainerdFacts, ContainerdId, Running } from '../../shared/facts.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Reload } from '../../shared/plan.ts'
import { hostsDirectory, targetPath } from '../../shared/targets.ts'
import type { Disk, Process, Processes, System } from '../system/system.ts'
import { microk8sDaemon, plainDaemon, unusualOf, usersDaemon } from './containerd-daemons.ts'
import { versionOf } from './program-version.ts'
import type { EngineReach, Loaded } from './reach.ts'
import { isMainOf, restartUnit } from './systemd.ts'

const unit = 'containerd.service'
const clients = ['nerdctl', 'crictl', 'kubelet']
const microk8s = '/var/snap/microk8s/current'
// Snaps lie elsewhere where /snap is no place for them, as on Fedora.
const microk8sLabels = ['/snap', '/var/lib/snapd/snap'].map((snaps) => `${snaps}/microk8s/current/meta/snap.yaml`)

/** containerd and its kin, reached by their files and processes; none of their sockets is connected to. */
export function containerdReach(id: ContainerdId): EngineReach<ContainerdFacts> {
  const detect = async (system: System, scope: Scope): Promise<ContainerdFacts | null> => {
    return system.processes ? await detectors[id](system, system.processes, scope) : null
  }
  return { id, detect, loaded, reload }
}

type Detector = (system: System, processes: Processes, scope: Scope) => Promise<ContainerdFacts | null>

const detectors: Readonly<Record<ContainerdId, Detector>> = {
  containerd: detectPlain,
  microk8s: detectMicrok8s,
  nerdctl: detectNerdctl,
}

async function detectPlain(system: System, processes: Processes, scope: Scope): Promise<ContainerdFacts | null> {
  const { disk } = system
  if (scope !== 'system') return null
  const [program, daemon, docker, hosts, criOff, ...found] = await Promise.all([
    processes.find('containerd'),
    plainDaemon(processes, disk.uid),
    processes.find('dockerd'),
    stands(disk, hostsDirectory('containerd', disk.places)),
    isCriOff(disk),
    ...clients.map((one) => processes.find(one)),
  ])
  if (!program && !daemon) return null
  const readers = clients.filter((_, at) => found[at] !== null)
  const asked = program ?? (daemon?.program?.isSealed ? daemon.program.path : null)
  const idle = readers.length === 0 && !hosts
  return {
    id: 'containerd',
    scope,
    version: asked === null ? null : await versionOf(system, asked).catch(() => null),
    running: runningOf(daemon),
    readers,
    ...(daemon && unusualOf(daemon.command)),
    aside: idle && (criOff || docker !== null) ? notice('containerd-for-docker') : null,
    found: [
      ...(program ? [notice('found-program', { path: program })] : []),
      ...processNotice(daemon),
      ...(hosts ? [notice('found-files', { path: hostsDirectory('containerd', disk.places) })] : []),
    ],
  }
}

// As docker's own packages of containerd have it.
async function isCriOff(disk: Disk): Promise<boolean> {
  const path = targetPath({ kind: 'containerd-config', scope: 'system' }, disk.places)
  const state = await disk.read(path)
  const parsed = state.kind === 'text' ? parseContainerdConfig(path, state.text) : null
  return parsed?.ok === true && parsed.value.criOff
}

async function detectMicrok8s({ disk }: System, processes: Processes, scope: Scope): Promise<ContainerdFacts | null> {
  if (scope !== 'system' || !(await stands(disk, microk8s))) return null
  const [version, daemon] = await Promise.all([snapVersion(disk), microk8sDaemon(processes, disk.uid)])
  const found = [notice('found-files', { path: microk8s }), ...processNotice(daemon)]
  return { id: 'microk8s', scope, version, running: runningOf(daemon), found }
}

async function snapVersion(disk: Disk): Promise<Version | null> {
  for (const path of microk8sLabels) {
    const state = await disk.read(path)
    const version = state.kind === 'text' ? /^version: *(\S+)/m.exec(state.text)?.[1] : undefined
    if (version !== undefined) return parseVersion(version)
  }
  return null
}

// nerdctl alone is no engine: it needs a containerd of the user's, which containerd-rootless-setuptool.sh sets up.
async function detectNerdctl(system: System, processes: Processes, scope: Scope): Promise<ContainerdFacts | null> {
  const { disk } = system
  const { configHome } = disk.places
  const program = scope === 'user' && disk.uid !== 0 ? await processes.find('nerdctl') : null
  if (!program) return null
  const [daemon, unitText, hosts] = await Promise.all([
    usersDaemon(processes, disk.uid),
    disk.read(`${configHome}/systemd/user/${unit}`),
    stands(disk, hostsDirectory('nerdctl', disk.places)),
  ])
  if (!daemon && unitText.kind === 'absent' && !hosts) return null
  return {
    id: 'nerdctl',
    scope,
    version: await versionOf(system, program).catch(() => null),
    running: runningOf(daemon),
    found: [notice('found-program', { path: program }), ...processNotice(daemon)],
  }
}

// A directory that may not be looked into stands all the same.
async function stands(disk: Disk, directory: string): Promise<boolean> {
  return await disk.names(directory).then(
    (names) => names !== null,
    () => true,
  )
}

function runningOf(daemon: Process | null): Running | null {
  return daemon && { pid: daemon.pid, startedAt: daemon.startedAt }
}

function processNotice(daemon: Process | null): readonly Notice[] {
  return daemon ? [notice('found-process', { pid: daemon.pid })] : []
}

async function loaded({ disk }: System, { id, running }: ContainerdFacts): Promise<Loaded> {
  const silent = (said: Notice): Loaded => ({ kind: 'silent', notice: said })
  if (id === 'nerdctl') return silent(notice('containerd-reads-each-pull', { engine: id }))
  if (!running) return silent(notice('containerd-not-running', { engine: id }))
  const path = targetPath({ kind: 'containerd-config', scope: 'system' }, disk.places)
  const state = id === 'containerd' ? await disk.read(path) : null
  const parsed = state?.kind === 'text' ? parseContainerdConfig(path, state.text) : null
  const isNewer = state?.kind === 'text' && state.modifiedAt > running.startedAt
  if (isNewer && parsed?.ok && parsed.value.configPath)
    return silent(notice('containerd-restart', { pid: running.pid }))
  return silent(notice('containerd-reads-each-pull', { engine: id }))
}

async function reload({ disk, processes }: System, { pid }: Reload): Promise<Notice | null> {
  const daemon = processes && (await plainDaemon(processes, disk.uid))
  // Another process by now: that one has read the file as it is.
  if (!processes || daemon?.pid !== pid) return null
  if (!(await isMainOf(processes, unit, pid))) return notice('containerd-restart-by-hand', { pid })
  const why = await restartUnit(processes, unit)
  if (why !== null) throw failure('containerd-not-restarted', { why })
  return null
}
