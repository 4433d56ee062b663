import { describe, expect, test } from 'vitest'
import { buildkitReach } from '../../../electron/engines/buildkit.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Ended, Process, Processes, System } from '../../../electron/system/system.ts'
import type { Desired, Scope } from '../../../shared/engine.ts'
import type { BuildkitFacts } from '../../../shared/facts.ts'
import type { Reload } from '../../../shared/plan.ts'
import { mirrorsOf } from '../service/workplace.ts'
import { idleProcesses } from './idle-processes.ts'

// Layouts and the output of --version are recorded from BuildKit’s documentation and source.
const daemon: Process = {
  pid: 9,
  parent: 1,
  uids: [0, 0, 0, 0],
  startedAt: 5,
  command: ['/usr/local/bin/buildkitd'],
  program: { path: '/usr/local/bin/buildkitd', isFound: true, isSealed: true },
}
const mine: Process = { ...daemon, uids: [1000, 1000, 1000, 1000] }

interface Setting {
  readonly files: Readonly<Record<string, string>>
  readonly uid: number
  /** Whether this machine has the program. */
  readonly program: boolean
  /** The main process of the unit. */
  readonly main: number
  readonly sees: boolean | null
  /** How a restart ends. */
  readonly restart: number
}

function machine(
  running: Readonly<Record<string, readonly Process[]>>,
  { files = {}, uid = 0, program = true, main = 9, sees = true, restart = 0 }: Partial<Setting> = {},
): { readonly system: System; readonly ran: string[] } {
  const ran: string[] = []
  const processes: Processes = {
    ...idleProcesses,
    find: async (name) => (name === 'buildkitd' && !program ? null : `/usr/local/bin/${name}`),
    run: async (argv): Promise<Ended> => {
      ran.push(argv.join(' '))
      if (argv.includes('restart')) return { code: restart, stdout: '', stderr: 'Job failed.\n' }
      const version = 'buildkitd github.com/moby/buildkit v0.13.2 2afc050d57d17983f3f662d5424c2725a35c60f4\n'
      return { code: 0, stdout: argv.includes('--version') ? version : `${main}\n`, stderr: '' }
    },
    named: async (name) => running[name] ?? [],
    sees: async () => sees,
  }
  return { system: { disk: memoryDisk(files, uid), processes }, ran }
}

describe('it is found', () => {
  test('by its process and program', async () => {
    const { system, ran } = machine({ buildkitd: [{ ...daemon, command: ['buildkitd', '--config', '/srv/b.toml'] }] })
    expect(await buildkitReach.detect(system, 'system')).toMatchObject({
      version: { text: '0.13.2' },
      running: { pid: 9, startedAt: 5 },
      config: '/srv/b.toml',
      found: [{ code: 'found-process' }, { code: 'found-program' }],
    })
    expect(ran).toEqual(['/usr/local/bin/buildkitd --version'])
    expect(await buildkitReach.detect({ ...system, processes: null }, 'system')).toBeNull()
  })

  test.each<readonly [string, Process, Parameters<typeof machine>[1], Scope, boolean]>([
    ['root’s', daemon, {}, 'system', true],
    ['root’s is not the user’s', daemon, { uid: 1000 }, 'user', false],
    ['a user’s is not the system’s', mine, {}, 'system', false],
    ['a user’s', mine, { uid: 1000 }, 'user', true],
    ['one in a container', daemon, { sees: false }, 'system', false],
    [
      'one of which nobody may know, with the program here',
      { ...daemon, program: null },
      { uid: 1000, sees: null },
      'system',
      true,
    ],
    ['and without', { ...daemon, program: null }, { uid: 1000, sees: null, program: false }, 'system', false],
    [
      'another program by that name',
      { ...daemon, program: { ...daemon.program!, path: '/bin/sudo' } },
      {},
      'system',
      false,
    ],
    [
      'a program that others can change',
      { ...daemon, program: { ...daemon.program!, isSealed: false } },
      {},
      'system',
      false,
    ],
  ])('%s', async (_, process, more, scope, counts) => {
    const facts = await buildkitReach.detect(machine({ buildkitd: [process] }, more).system, scope)
    expect(facts?.running?.pid).toBe(counts ? 9 : undefined)
  })

  test('a user’s that is set up and does not run', async () => {
    const { system } = machine({}, { uid: 1000 })
    expect(await buildkitReach.detect(system, 'user')).toBeNull()
    const unit = `${system.disk.places.configHome}/systemd/user/buildkit.service`
    const set = machine({}, { uid: 1000, files: { [unit]: '[Unit]\n' } })
    expect(await buildkitReach.detect(set.system, 'user')).toMatchObject({ running: null, scope: 'user' })
  })
})

test('what it has loaded is told by times alone', async () => {
  const desired: Desired = { mirrors: mirrorsOf(['docker.io=http://m.lan:5000']), keepTheirs: true, strict: false }
  const facts = (startedAt: number | null): BuildkitFacts => ({
    id: 'buildkit',
    scope: 'system',
    version: null,
    running: startedAt === null ? null : { pid: 9, startedAt },
  })
  const { system } = machine({}, { files: { '/etc/buildkit/buildkitd.toml': '' } })
  const codeFor = async (startedAt: number | null): Promise<unknown> =>
    await buildkitReach.loaded(system, facts(startedAt), desired)
  expect(await codeFor(null)).toMatchObject({ kind: 'silent', notice: { code: 'buildkit-not-running' } })
  expect(await codeFor(0)).toMatchObject({ kind: 'silent', notice: { code: 'buildkit-stale' } })
  expect(await codeFor(5e15)).toMatchObject({ kind: 'silent', notice: { code: 'buildkit-read-at-start' } })
})

describe('it is started anew', () => {
  const reload = (scope: Scope): Reload => ({
    engine: { id: 'buildkit', scope },
    how: 'restart',
    pid: 9,
    stops: [],
    consent: null,
    expect: null,
  })

  test('by its unit', async () => {
    const { system, ran } = machine({ buildkitd: [daemon] })
    expect(await buildkitReach.reload(system, reload('system'))).toBeNull()
    expect(ran).toEqual([
      'systemctl show --property=MainPID --value buildkit.service',
      'systemctl restart buildkit.service',
    ])
  })

  test('by the user’s unit, whose main process is rootlesskit', async () => {
    const kits = [
      { ...mine, pid: 7, parent: 1 },
      { ...mine, pid: 8, parent: 7 },
    ]
    const running = { buildkitd: [{ ...mine, parent: 8 }], rootlesskit: kits }
    const { system, ran } = machine(running, { uid: 1000, main: 7 })
    expect(await buildkitReach.reload(system, reload('user'))).toBeNull()
    expect(ran.at(-1)).toBe('systemctl --user restart buildkit.service')
  })

  test('not where it is no unit, or another process by now; and a failure tells why', async () => {
    const other = machine({ buildkitd: [daemon] }, { main: 8 })
    expect(await buildkitReach.reload(other.system, reload('system'))).toMatchObject({ code: 'buildkit-no-unit' })
    expect(await buildkitReach.reload(machine({}).system, reload('system'))).toBeNull()
    const failing = machine({ buildkitd: [daemon] }, { restart: 1 })
    await expect(buildkitReach.reload(failing.system, reload('system'))).rejects.toMatchObject({
      notice: { code: 'buildkit-not-restarted', values: { why: 'Job failed.' } },
    })
  })
})
