import { parseRunnerConfig } from '../../shared/codecs/runner-config.ts'
import type { Desired, Scope } from '../../shared/engine.ts'
import { fittingLists } from '../../shared/engines/gitlab-runner/places.ts'
import type { GitlabRunnerFacts } from '../../shared/facts.ts'
import { flagValue } from '../../shared/flags.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { Reload } from '../../shared/plan.ts'
import { targetPath } from '../../shared/targets.ts'
import type { Process, Processes, System } from '../system/system.ts'
import { isAllOf, isRootsDaemon } from './owner.ts'
import { versionOf } from './program-version.ts'
import type { EngineReach, Loaded } from './reach.ts'

// It was called gitlab-ci-multi-runner before version 10.
const names = ['gitlab-runner', 'gitlab-ci-multi-runner']

/** gitlab-runner, reached by its file and process. None could be run here: recorded, not measured. */
export const gitlabRunnerReach: EngineReach<GitlabRunnerFacts> = { id: 'gitlab-runner', detect, loaded, reload }

async function detect(system: System, scope: Scope): Promise<GitlabRunnerFacts | null> {
  const { disk, processes } = system
  if (!processes || (scope === 'user' && disk.uid === 0)) return null
  const path = targetPath({ kind: 'gitlab-runner-toml', scope }, disk.places)
  const [daemon, programs, state] = await Promise.all([
    findDaemon(system, processes, scope),
    Promise.all(names.map((name) => processes.find(name))),
    disk.read(path),
  ])
  const program = programs.find((one) => one !== null) ?? null
  // The program alone serves root; a user who runs jobs has a file.
  if (!daemon && state.kind === 'absent' && (scope === 'user' || program === null)) return null
  const parsed = state.kind === 'text' ? parseRunnerConfig(path, state.text) : null
  const isUnseen = state.kind === 'refused' && state.notice.code === 'file-forbidden'
  return {
    id: 'gitlab-runner',
    scope,
    version: program === null ? null : await versionOf(system, program).catch(() => null),
    running: daemon && { pid: daemon.pid, startedAt: daemon.startedAt },
    config: daemon && flagValue(daemon.command, ['--config', '-c']),
    ...(parsed?.ok && { fits: fittingLists(parsed.value).length > 0 }),
    ...(state.kind === 'absent' && { fits: false }),
    found: [
      ...(daemon ? [notice('found-process', { pid: daemon.pid })] : []),
      ...(program === null ? [] : [notice('found-program', { path: program })]),
      ...(state.kind === 'absent' ? [] : [notice('found-file', { path })]),
    ],
    aside: isUnseen ? notice('runner-unseen', { path }) : notice('runner-aside'),
  }
}

async function findDaemon({ disk }: System, processes: Processes, scope: Scope): Promise<Process | null> {
  const path = targetPath({ kind: 'gitlab-runner-toml', scope }, disk.places)
  for (const one of await runningRunners(processes)) {
    const isOurs = scope === 'system' ? isRoots(one, disk.uid) : isAllOf(one, disk.uid)
    // One in a container reads a file of its own.
    if (isOurs && (await processes.sees(one.pid, path)) !== false) return one
  }
  return null
}

/** Processes of gitlab-runner that take jobs; “register” and the like, and helpers in containers, are none. */
export async function runningRunners(processes: Processes): Promise<readonly Process[]> {
  const running = (await Promise.all(names.map((name) => processes.named(name)))).flat()
  return running.filter(({ command }) => command.slice(1).includes('run'))
}

function isRoots(process: Process, uid: number): boolean {
  return names.some((name) => isRootsDaemon(process, uid, name))
}

async function loaded(_: System, { running }: GitlabRunnerFacts, _desired: Desired): Promise<Loaded> {
  const said = running ? notice('runner-reloads', { pid: running.pid }) : notice('runner-not-running')
  return { kind: 'silent', notice: said }
}

async function reload(system: System, { pid, engine: { scope } }: Reload): Promise<Notice | null> {
  const { processes } = system
  const daemon = processes && (await findDaemon(system, processes, scope))
  // Another process by now: that one has read the file as it is.
  if (processes && daemon?.pid === pid) processes.signal(pid, 'SIGHUP')
  return null
}
