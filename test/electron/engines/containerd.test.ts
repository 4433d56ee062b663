import { describe, expect, test } from 'vitest'
import { containerdReach } from '../../../electron/engines/containerd.ts'
import { memoryDisk, type MemoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Ended, Process, Processes, System } from '../../../electron/system/system.ts'
import type { ContainerdFacts } from '../../../shared/facts.ts'
import { configFile, directoryOf, facts, reading } from '../../shared/engines/containerd/scene.ts'
import { idleProcesses } from './idle-processes.ts'

const daemon: Process = {
  pid: 77,
  parent: 1,
  uids: [0, 0, 0, 0],
  startedAt: 1000,
  command: ['/usr/bin/containerd'],
  program: { path: '/usr/bin/containerd', isFound: true, isSealed: true },
}
const version = 'containerd github.com/containerd/containerd/v2 2.1.9~ds1 2.1.9~ds1-1\n'

/** A machine with these programs and processes, and what it was asked to run. */
function machine(
  programs: readonly string[],
  running: readonly Process[],
  texts: Readonly<Record<string, string>> = {},
  answers: Readonly<Record<string, Partial<Ended>>> = {},
  uid = 0,
): { readonly system: System; readonly disk: MemoryDisk; readonly ran: string[] } {
  const ran: string[] = []
  const processes: Processes = {
    ...idleProcesses,
    find: async (program) => (programs.includes(program) ? `/usr/bin/${program}` : null),
    async run(argv) {
      ran.push(argv.join(' '))
      const answer = Object.entries({ '--version': { stdout: version }, ...answers }).find(([part]) =>
        argv.join(' ').includes(part),
      )
      return { code: 0, stdout: '', stderr: '', ...answer?.[1] }
    },
    named: async (name) => (name === 'containerd' ? running : []),
    sees: async (pid) => pid !== 99,
  }
  const disk = memoryDisk(texts, uid)
  return { system: { disk, processes }, disk, ran }
}

const detect = (id: ContainerdFacts['id'], { system }: { readonly system: System }) =>
  containerdReach(id).detect(system, id === 'nerdctl' ? 'user' : 'system')

describe('plain containerd is found', () => {
  test('by its program, its process and its files, and asked for its version alone', async () => {
    const here = machine(['containerd', 'crictl', 'kubelet'], [daemon], {
      [`${directoryOf.containerd}/quay.io/hosts.toml`]: '',
    })
    const found = await detect('containerd', here)
    expect(found).toMatchObject({
      version: { major: 2, minor: 1, text: '2.1.9' },
      running: { pid: 77, startedAt: 1000 },
      readers: ['crictl', 'kubelet'],
      config: null,
      socket: null,
      aside: null,
    })
    expect(found?.found?.map(({ code }) => code)).toEqual(['found-program', 'found-process', 'found-files'])
    expect(here.ran).toEqual(['/usr/bin/containerd --version'])
  })

  test('and is none without program and process, nor in a user’s scope', async () => {
    expect(await detect('containerd', machine([], []))).toBeNull()
    const { system } = machine(['containerd'], [daemon])
    expect(await containerdReach('containerd').detect(system, 'user')).toBeNull()
  })

  test.each<readonly [string, Partial<Process>]>([
    ['dockerd’s child', { command: ['containerd', '--config', '/var/run/docker/containerd/containerd.toml'] }],
    ['K3s’s', { command: ['containerd', '-c', '/var/lib/rancher/k3s/agent/etc/containerd/config.toml'] }],
    [
      'MicroK8s’s',
      { command: ['/snap/microk8s/7180/bin/containerd', '--config=/var/snap/microk8s/7180/args/containerd.toml'] },
    ],
    ['RKE2’s', { program: { path: '/var/lib/rancher/rke2/data/v1/bin/containerd', isFound: false, isSealed: true } }],
    ['a user’s', { uids: [1000, 1000, 1000, 1000] }],
    ['one inside a container', { pid: 99 }],
    ['what only goes by its name', { program: { path: '/tmp/containerd', isFound: false, isSealed: false } }],
  ])('%s is not it', async (_, other) => {
    expect(await detect('containerd', machine(['containerd'], [{ ...daemon, ...other }]))).toMatchObject({
      running: null,
    })
  })

  test('with what its command line says', async () => {
    const command = ['containerd', '-c=/opt/c.toml', '--address', '/run/c.sock']
    expect(await detect('containerd', machine(['containerd'], [{ ...daemon, command }]))).toMatchObject({
      config: '/opt/c.toml',
      socket: '/run/c.sock',
    })
  })

  test.each<readonly [string, readonly string[], Readonly<Record<string, string>>, boolean]>([
    ['beside dockerd alone', ['dockerd'], {}, true],
    ['with the CRI plugin off', [], { [configFile]: 'disabled_plugins = ["cri"]\n' }, true],
    ['alone', [], {}, false],
    ['beside dockerd, with crictl', ['dockerd', 'crictl'], {}, false],
    ['beside dockerd, with hosts of its own', ['dockerd'], { [`${directoryOf.containerd}/a.b/hosts.toml`]: '' }, false],
  ])('and left alone %s: %j', async (_, more, texts, aside) => {
    const found = await detect('containerd', machine(['containerd', ...more], [], texts))
    expect(found?.aside?.code ?? null).toBe(aside ? 'containerd-for-docker' : null)
  })
})

test('MicroK8s is found by its files, with the version of the snap', async () => {
  const texts = {
    '/var/snap/microk8s/current/args/containerd': '',
    '/snap/microk8s/current/meta/snap.yaml': 'name: microk8s\nversion: v1.32.3\nsummary: x\n',
  }
  const own = {
    ...daemon,
    command: ['/snap/microk8s/7180/bin/containerd', '--config', '/var/snap/microk8s/7180/args/c.toml'],
  }
  const here = machine([], [daemon, { ...own, pid: 78 }], texts)
  expect(await detect('microk8s', here)).toMatchObject({ version: { text: '1.32.3' }, running: { pid: 78 } })
  expect(here.ran).toEqual([])
  expect(await detect('microk8s', machine([], [daemon]))).toBeNull()
})

describe('nerdctl is found', () => {
  const user = { ...daemon, pid: 79, uids: [1000, 1000, 1000, 1000], program: null }
  const unit = { '/home/dev/.config/systemd/user/containerd.service': '[Service]\n' }

  test.each<readonly [string, readonly string[], readonly Process[], Readonly<Record<string, string>>, boolean]>([
    ['by the user’s containerd', ['nerdctl'], [daemon, user], {}, true],
    ['by the user’s unit', ['nerdctl'], [daemon], unit, true],
    ['not where it is for root’s containerd', ['nerdctl'], [daemon], {}, false],
    ['not without the program', [], [user], unit, false],
  ])('%s', async (_, programs, running, texts, found) => {
    const facts = await detect('nerdctl', machine(programs, running, texts, {}, 1000))
    expect(facts !== null).toBe(found)
  })

  test('never by root, whose nerdctl reads containerd’s own files', async () => {
    expect(await detect('nerdctl', machine(['nerdctl'], [daemon], unit))).toBeNull()
  })
})

describe('what is loaded', () => {
  const loaded = (texts: Readonly<Record<string, string>>, known: ContainerdFacts) =>
    containerdReach(known.id).loaded(machine([], [], texts).system, known, {
      mirrors: [],
      keepTheirs: true,
      strict: false,
    })
  const running = { pid: 77, startedAt: 1000 }

  test.each<readonly [string, Readonly<Record<string, string>>, ContainerdFacts, string]>([
    [
      'is read at each pull',
      { [configFile]: reading },
      facts('containerd', '2.1', { running }),
      'containerd-reads-each-pull',
    ],
    [
      'waits for a restart',
      { [configFile]: reading },
      facts('containerd', '2.1', { running: { pid: 77, startedAt: 0 } }),
      'containerd-restart',
    ],
    [
      'waits for none by another edit',
      { [configFile]: 'version = 2\n' },
      facts('containerd', '2.1', { running: { pid: 77, startedAt: 0 } }),
      'containerd-reads-each-pull',
    ],
    ['waits for a start', {}, facts('containerd', '2.1'), 'containerd-not-running'],
    ['is read by nerdctl itself', {}, facts('nerdctl', '2.0'), 'containerd-reads-each-pull'],
  ])('%s', async (_, texts, known, code) => {
    expect(await loaded(texts, known)).toMatchObject({ kind: 'silent', notice: { code } })
  })
})

describe('a restart', () => {
  const reload = {
    engine: { id: 'containerd', scope: 'system' },
    how: 'restart',
    pid: 77,
    stops: [],
    consent: null,
    expect: null,
  } as const
  const unit = { MainPID: { stdout: '77\n' } }
  const here = (answers: Readonly<Record<string, Partial<Ended>>>, running = [daemon]) =>
    machine(['containerd', 'systemctl'], running, {}, answers)

  test('is the unit’s', async () => {
    const { system, ran } = here(unit)
    expect(await containerdReach('containerd').reload(system, reload)).toBeNull()
    expect(ran.at(-1)).toBe('systemctl restart containerd.service')
  })

  test('that fails is told', async () => {
    const { system } = here({ ...unit, restart: { code: 1, stderr: 'x\nJob failed.\n' } })
    await expect(containerdReach('containerd').reload(system, reload)).rejects.toMatchObject({
      notice: { code: 'containerd-not-restarted', values: { why: 'Job failed.' } },
    })
  })

  test('of what is no unit is left to the person', async () => {
    const { system, ran } = here({ MainPID: { stdout: '0\n' } })
    expect(await containerdReach('containerd').reload(system, reload)).toMatchObject({
      code: 'containerd-restart-by-hand',
    })
    expect(ran).not.toContain('systemctl restart containerd.service')
  })

  test('is none where it was started anew meanwhile', async () => {
    const { system, ran } = here(unit, [{ ...daemon, pid: 78 }])
    expect(await containerdReach('containerd').reload(system, reload)).toBeNull()
    expect(ran).toEqual([])
  })
})
