import type { Desired, Scope } from '../../shared/engine.ts'
import { restartCommand } from '../../shared/engines/buildkit.ts'
import { failure } from '../../shared/errors.ts'
import type { BuildkitFacts } from '../../shared/facts.ts'
import { flagValue } from '../../shared/flags.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Reload } from '../../shared/plan.ts'
import { targetPath } from '../../shared/targets.ts'
import type { Process, Processes, System } from '../system/system.ts'
import { isAllOf, isRootsDaemon } from './owner.ts'
import { versionOf } from './program-version.ts'
import type { EngineReach, Loaded } from './reach.ts'
import { isMainOf, restartUnit } from './systemd.ts'

const unit = 'buildkit.service'

/** BuildKit as a daemon of its own, reached by its process. None could be run here: recorded, not measured. */
export const buildkitReach: EngineReach<BuildkitFacts> = { id: 'buildkit', detect, loaded, reload }

async function detect(system: System, scope: Scope): Promise<BuildkitFacts | null> {
  const { disk, processes } = system
  if (!processes || (scope === 'user' && disk.uid === 0)) return null
  const [daemon, program, unitText] = await Promise.all([
    findDaemon(system, processes, scope),
    processes.find('buildkitd'),
    disk.read(`${disk.places.configHome}/systemd/user/${unit}`),
  ])
  // A user's own is set up by containerd-rootless-setuptool.sh, which leaves a unit; the program alone is anyone's.
  const isSetUp = scope === 'system' ? program !== null : program !== null && unitText.kind !== 'absent'
  if (!daemon && !isSetUp) return null
  return {
    id: 'buildkit',
    scope,
    version: program === null ? null : await versionOf(system, program).catch(() => null),
    running: daemon && { pid: daemon.pid, startedAt: daemon.startedAt },
    config: daemon && flagValue(daemon.command, ['--config']),
    found: [
      ...(daemon ? [notice('found-process', { pid: daemon.pid })] : []),
      ...(program === null ? [] : [notice('found-program', { path: program })]),
    ],
  }
}

async function findDaemon({ disk }: System, processes: Processes, scope: Scope): Promise<Process | null> {
  const directory = scope === 'system' ? '/etc/buildkit' : `${disk.places.configHome}/buildkit`
  const [running, program] = await Promise.all([processes.named('buildkitd'), processes.find('buildkitd')])
  for (const one of running) {
    const isOurs = scope === 'system' ? isRoots(one, disk.uid, program !== null) : isAllOf(one, disk.uid)
    // Those of buildx live in containers, and read what they were made with.
    if (isOurs && (await processes.sees(one.pid, directory)) !== false) return one
  }
  return null
}

// Others than root may neither see which file runs nor into a container: where this machine has no such program,
// one of root's is in a container.
function isRoots(process: Process, uid: number, isInstalled: boolean): boolean {
  return isRootsDaemon(process, uid, 'buildkitd') && (process.program !== null || isInstalled)
}

async function loaded({ disk }: System, { running, scope }: BuildkitFacts, { mirrors }: Desired): Promise<Loaded> {
  const silent = (said: Notice): Loaded => ({ kind: 'silent', notice: said })
  if (!running) return silent(notice('buildkit-not-running'))
  const state = await disk.read(targetPath({ kind: 'buildkitd-toml', scope }, disk.places))
  if (state.kind === 'text' && running.startedAt < state.modifiedAt)
    return silent(notice('buildkit-stale', { pid: running.pid, command: restartCommand(scope) }))
  return silent(notice('buildkit-read-at-start', { upstream: mirrors[0]?.upstream ?? '' }))
}

async function reload(system: System, { pid, engine: { scope } }: Reload): Promise<Notice | null> {
  const { processes } = system
  const daemon = processes && (await findDaemon(system, processes, scope))
  // Another process by now: that one has read the file as it is.
  if (!processes || daemon?.pid !== pid) return null
  if (!(await isOfUnit(processes, daemon, scope))) return notice('buildkit-no-unit', { pid })
  const why = await restartUnit(processes, unit, scope)
  if (why !== null) throw failure('buildkit-not-restarted', { why })
  return null
}

// A rootless one runs below two processes of rootlesskit, the upper of which is the unit's.
async function isOfUnit(processes: Processes, { pid, parent }: Process, scope: Scope): Promise<boolean> {
  const kits = scope === 'user' ? await processes.named('rootlesskit') : []
  const above = kits.filter((kit) => kit.pid === parent).flatMap((kit) => [kit.pid, kit.parent])
  for (const one of [pid, ...above]) if (await isMainOf(processes, unit, one, scope)) return true
  return false
}
