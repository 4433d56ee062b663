import { setTimeout as wait } from 'node:timers/promises'
import { sameMirror } from '../../shared/codecs/daemon-json-edit.ts'
import { parseVersion, type Desired, type Scope, type Version } from '../../shared/engine.ts'
import { entriesOf } from '../../shared/engines/docker/list-entries.ts'
import { listedMirrors, readsMirrorList } from '../../shared/engines/docker/rules.ts'
import { listTarget } from '../../shared/engines/docker/seat.ts'
import { errnoOf, failure } from '../../shared/errors.ts'
import type { DockerFacts, DockerLayout } from '../../shared/facts.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Reload } from '../../shared/plan.ts'
import { dockerDirectories, targetPath } from '../../shared/targets.ts'
import type { Disk, Processes, System } from '../system/system.ts'
import { dockerTarget, remoteHost } from './docker-context.ts'
import { desktopDirectory, findDaemon, type DockerDaemon } from './docker-daemons.ts'
import { askInfo } from './docker-info.ts'
import { restartDesktop } from './docker-desktop.ts'
import { unitFlags, userUnit } from './docker-unit.ts'
import { versionOf } from './program-version.ts'
import type { EngineReach, Loaded } from './reach.ts'

// A reload shows in /info after 11–27 ms [measured 20.10–28.5]; a machine under load is given far longer.
const reloadMs = 5_000
// Docker Desktop's command waits for its engine, whose socket may still be a moment away.
const restartMs = 60_000

/** dockerd, reached by its socket; it is connected to only where its process runs, since a socket may start it. */
export const dockerReach: EngineReach<DockerFacts> = { id: 'docker', detect, loaded, reload }

async function detect(system: System, scope: Scope): Promise<DockerFacts | null> {
  const { disk, processes } = system
  if (!processes) return null
  // Where our own commands go says nothing of a machine inside this one.
  const [daemon, remote] = await Promise.all([findDaemon(system, scope), processes.inGuest ? null : elsewhere(disk)])
  const facts = daemon ? await askDaemon(system, processes, daemon, scope) : await installed(system, processes, scope)
  return facts && remote ? { ...facts, elsewhere: remote } : facts
}

async function elsewhere(disk: Disk): Promise<Notice | null> {
  const target = await dockerTarget(disk, process.env)
  const where = target && remoteHost(target)
  return target && where !== null ? notice('docker-elsewhere', { where, source: target.source }) : null
}

function layoutFact(layout: DockerLayout): Pick<DockerFacts, 'layout'> {
  return layout === 'default' ? {} : { layout }
}

// One that does not run: by its program or, where that is not on PATH, by what only its set-up leaves.
async function installed(system: System, processes: Processes, scope: Scope): Promise<DockerFacts | null> {
  const { disk } = system
  if (scope === 'user' && disk.uid === 0) return null
  const program = await processes.find('dockerd')
  const base = { id: 'docker', scope, version: null, store: null, flags: [], running: null } as const
  if (scope === 'system') {
    if (program === null) return await byDirectory(disk, base, 'snap', '/var/snap/docker/current')
    const [version, flags] = await Promise.all([versionOf(system, program), unitFlags(disk)])
    return { ...base, version, flags, found: [notice('found-program', { path: program })] }
  }
  const desktop = await byDirectory(disk, base, 'desktop', desktopDirectory(disk))
  if (desktop) return desktop
  const { config } = dockerDirectories('rootless', disk.places)
  const unit = userUnit(disk)
  const stands = async (path: string): Promise<boolean> => (await disk.read(path)).kind !== 'absent'
  const [hasUnit, hasList] = await Promise.all([stands(unit), stands(`${config}/daemon.json`)])
  if (!hasUnit && !(hasList && program !== null)) return null
  const [version, flags] = await Promise.all([
    program === null ? null : versionOf(system, program),
    unitFlags(disk, 'user'),
  ])
  const path = hasUnit ? unit.slice(0, unit.lastIndexOf('/')) : config
  return { ...base, layout: 'rootless', version, flags, found: [notice('found-files', { path })] }
}

async function byDirectory(
  disk: Disk,
  base: DockerFacts,
  layout: DockerLayout,
  path: string,
): Promise<DockerFacts | null> {
  if ((await disk.names(path).catch(() => null)) === null) return null
  const version = layout === 'snap' ? await snapVersion(disk) : null
  return { ...base, layout, version, found: [notice('found-files', { path })] }
}

// The snap says it in a file; its program would have to be started.
async function snapVersion(disk: Disk): Promise<Version | null> {
  const text = await disk.load('/snap/docker/current/meta/snap.yaml').catch(() => null)
  return parseVersion(/^version:\s*(.*)$/m.exec(text ?? '')?.[1] ?? '')
}

async function askDaemon(
  system: System,
  processes: Processes,
  daemon: DockerDaemon,
  scope: Scope,
): Promise<DockerFacts> {
  const { layout, process: own, socket, config, sleeps } = daemon
  const { pid, startedAt, ownNetwork } = own
  const base = {
    id: 'docker',
    scope,
    ...layoutFact(layout),
    flags: layout === 'desktop' ? [] : own.command.slice(1),
    ...(config !== null && { config }),
    ...(ownNetwork !== undefined && { ownNetwork }),
    found: [notice('found-process', { pid })],
  } as const
  const running = { pid, startedAt, socket }
  const silently = async (silent: Notice): Promise<DockerFacts> => ({
    ...base,
    version: await versionBeside(system, processes, layout),
    store: null,
    running: { ...running, loaded: null, silent },
  })
  if (sleeps) return await silently(notice('docker-desktop-sleeps'))
  try {
    const { version, store, loaded: now } = await askInfo(processes, socket)
    return { ...base, version, store, running: { ...running, loaded: now, silent: null } }
  } catch (error) {
    const forbidden = errnoOf(error) === 'EACCES'
    const why = (error as Error).message
    return await silently(forbidden ? notice('docker-no-socket-permission') : notice('docker-silent', { pid, why }))
  }
}

// The version of a daemon that does not say it, by what lies beside it; inside Docker Desktop nothing does.
async function versionBeside(system: System, processes: Processes, layout: DockerLayout): Promise<Version | null> {
  if (layout === 'desktop') return null
  if (layout === 'snap') return await snapVersion(system.disk)
  const program = await processes.find('dockerd')
  return program === null ? null : await versionOf(system, program).catch(() => null)
}

async function loaded({ disk }: System, facts: DockerFacts, desired: Desired): Promise<Loaded> {
  const { running, layout } = facts
  if (!running) return { kind: 'silent', notice: notice('docker-not-running') }
  if (running.silent) return { kind: 'silent', notice: running.silent }
  if (!readsMirrorList(facts)) return { kind: 'silent', notice: notice('docker-reads-each-pull') }
  const now = running.loaded?.mirrors ?? []
  const listed = listedMirrors(desired.mirrors, facts)
  if (listed.length === 0) return { kind: 'silent', notice: notice('docker-reads-each-pull') }
  const missing = listed.find(({ url }) => !now.some((mirror) => sameMirror(mirror, url)))
  if (!missing) return { kind: 'loaded', evidence: [`docker /info: registry mirrors ${now.join(', ')}`] }
  // Its restart is told of, and waits for a yes: until then the files are right, and not yet in force.
  if (layout === 'desktop') {
    const path = targetPath(listTarget(facts), disk.places)
    return { kind: 'silent', notice: notice('docker-desktop-restart', { path }) }
  }
  return { kind: 'missing', notice: notice('docker-not-loaded', { mirror: missing.url }) }
}

async function reload(system: System, { pid, expect, how, engine }: Reload): Promise<null> {
  const { processes } = system
  const daemon = await findDaemon(system, engine.scope)
  // Another process by now: signalling a number that was given away would hit a stranger.
  if (!processes || !daemon || daemon.process.pid !== pid)
    throw failure('docker-silent', { pid, why: 'it has ended or started anew' })
  if (how === 'restart') await restartDesktop(processes)
  else processes.signal(pid, 'SIGHUP')
  await untilLoaded(processes, daemon.socket, expect, how === 'restart' ? restartMs : reloadMs)
  return null
}

async function untilLoaded(
  processes: Processes,
  socket: string,
  expect: Reload['expect'],
  limitMs: number,
): Promise<void> {
  let why = ''
  for (const deadline = Date.now() + limitMs; Date.now() < deadline; await wait(limitMs / 300)) {
    const told = await askInfo(processes, socket).catch((error: unknown) => (error as Error).message)
    if (typeof told === 'string') {
      why = told
      continue
    }
    const { mirrors, insecure } = told.loaded
    const now = entriesOf({ 'registry-mirrors': mirrors, 'insecure-registries': insecure })
    const missing = expect?.present.find((wanted) => !now.some((one) => sameMirror(one, wanted)))
    const left = expect?.gone.find((ended) => now.some((one) => sameMirror(one, ended)))
    if (missing === undefined && left === undefined) return
    why = missing === undefined ? `it still lists ${left}` : `it does not list ${missing}`
  }
  throw failure('docker-refused-reload', { why })
}
