import { describe, expect, test } from 'vitest'
import { gitlabRunnerReach } from '../../../electron/engines/gitlab-runner.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Process, Processes, System } from '../../../electron/system/system.ts'
import type { Scope } from '../../../shared/engine.ts'
import type { Reload } from '../../../shared/plan.ts'
import { idleProcesses } from './idle-processes.ts'

// The command line and the output of --version are recorded from gitlab-runner’s packages and documentation.
const path = '/etc/gitlab-runner/config.toml'
const command = [
  '/usr/bin/gitlab-runner',
  'run',
  '--working-directory',
  '/home/gitlab-runner',
  '--service',
  'gitlab-runner',
]
const daemon: Process = {
  pid: 9,
  parent: 1,
  uids: [0, 0, 0, 0],
  startedAt: 5,
  command: [...command, '--config', path],
  program: { path: '/usr/bin/gitlab-runner', isFound: true, isSealed: true },
}
const mine: Process = { ...daemon, uids: [1000, 1000, 1000, 1000] }
const dind = '[[runners]]\nexecutor = "docker"\n[runners.docker]\nprivileged = true\n'

interface Setting {
  readonly files: Readonly<Record<string, string>>
  readonly uid: number
  readonly program: string | null
  readonly sees: boolean | null
}

function machine(
  running: Readonly<Record<string, readonly Process[]>>,
  { files = {}, uid = 0, program = 'gitlab-runner', sees = true }: Partial<Setting> = {},
): { readonly system: System; readonly signals: string[] } {
  const signals: string[] = []
  const processes: Processes = {
    ...idleProcesses,
    find: async (name) => (name === program ? `/usr/bin/${name}` : null),
    run: async () => ({ code: 0, stdout: 'Version:      17.5.3\nGit revision: 12030cf4\n', stderr: '' }),
    named: async (name) => running[name] ?? [],
    sees: async () => sees,
    signal: (pid, name) => void signals.push(`${name} ${pid}`),
  }
  return { system: { disk: memoryDisk(files, uid), processes }, signals }
}

describe('it is found', () => {
  test('by its process, program and file, and left aside', async () => {
    const { system } = machine({ 'gitlab-runner': [daemon] }, { files: { [path]: dind } })
    expect(await gitlabRunnerReach.detect(system, 'system')).toMatchObject({
      version: { text: '17.5.3' },
      running: { pid: 9, startedAt: 5 },
      config: path,
      fits: true,
      found: [{ code: 'found-process' }, { code: 'found-program' }, { code: 'found-file' }],
      aside: { code: 'runner-aside' },
    })
    expect(await gitlabRunnerReach.detect({ ...system, processes: null }, 'system')).toBeNull()
  })

  test.each<readonly [string, Readonly<Record<string, string>>, boolean | undefined]>([
    ['one that nobody could tell of a mirror', { [path]: dind.replace('true', 'false') }, false],
    ['a file that cannot be read says nothing', { [path]: 'a = ' }, undefined],
    ['without a file there is nobody to tell', {}, false],
  ])('%s', async (_, files, fits) => {
    const { system } = machine({}, { files })
    expect((await gitlabRunnerReach.detect(system, 'system'))?.fits).toBe(fits)
  })

  test.each<readonly [string, Readonly<Record<string, readonly Process[]>>, Partial<Setting>, Scope, boolean]>([
    ['root’s', { 'gitlab-runner': [daemon] }, {}, 'system', true],
    [
      'by its name before version 10',
      {
        'gitlab-ci-multi-runner': [
          { ...daemon, program: { ...daemon.program!, path: '/usr/bin/gitlab-ci-multi-runner' } },
        ],
      },
      {},
      'system',
      true,
    ],
    ['a user’s is not the system’s', { 'gitlab-runner': [mine] }, {}, 'system', false],
    ['a user’s', { 'gitlab-runner': [mine] }, { uid: 1000 }, 'user', true],
    ['one in a container', { 'gitlab-runner': [daemon] }, { sees: false }, 'system', false],
    [
      'one that only registers',
      { 'gitlab-runner': [{ ...daemon, command: ['gitlab-runner', 'register'] }] },
      {},
      'system',
      false,
    ],
    [
      'a program of someone else’s under its name',
      { 'gitlab-runner': [{ ...daemon, program: { ...daemon.program!, isSealed: false } }] },
      {},
      'system',
      false,
    ],
  ])('%s', async (_, running, setting, scope, isFound) => {
    const { system } = machine(running, { ...setting, program: null })
    const facts = await gitlabRunnerReach.detect(system, scope)
    expect(facts?.running?.pid).toBe(isFound ? 9 : undefined)
  })

  test('by its file alone for a user, and never by the program', async () => {
    const config = '/home/a/.gitlab-runner/config.toml'
    const { system } = machine({}, { uid: 1000 })
    expect(await gitlabRunnerReach.detect(system, 'user')).toBeNull()
    const set = machine(
      {},
      { uid: 1000, files: { [`${system.disk.places.home}/.gitlab-runner/config.toml`]: dind, [config]: dind } },
    )
    expect(await gitlabRunnerReach.detect(set.system, 'user')).toMatchObject({
      scope: 'user',
      running: null,
      fits: true,
    })
  })
})

test('it says nothing of mirrors, and takes its file anew by a signal', async () => {
  const { system, signals } = machine({ 'gitlab-runner': [daemon] }, { files: { [path]: dind } })
  const facts = (await gitlabRunnerReach.detect(system, 'system'))!
  const desired = { mirrors: [], keepTheirs: true, strict: false }
  expect(await gitlabRunnerReach.loaded(system, facts, desired)).toMatchObject({
    kind: 'silent',
    notice: { code: 'runner-reloads', values: { pid: 9 } },
  })
  expect(await gitlabRunnerReach.loaded(system, { ...facts, running: null }, desired)).toMatchObject({
    notice: { code: 'runner-not-running' },
  })
  const reload: Reload = { engine: facts, how: 'SIGHUP', pid: 9, stops: [], consent: null, expect: null }
  expect(await gitlabRunnerReach.reload(system, reload)).toBeNull()
  expect(signals).toEqual(['SIGHUP 9'])
  // Another process by now has read the file as it is.
  await gitlabRunnerReach.reload(system, { ...reload, pid: 8 })
  expect(signals).toEqual(['SIGHUP 9'])
})
