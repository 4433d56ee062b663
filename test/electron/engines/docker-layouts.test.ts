import { describe, expect, test } from 'vitest'
import { dockerReach } from '../../../electron/engines/docker.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Process, Processes } from '../../../electron/system/system.ts'
import type { DockerFacts } from '../../../shared/facts.ts'
import { mirror } from '../../shared/engines/look.ts'
import { switchEngine } from '../../../electron/switching/switch.ts'
import { mirrorsOf, settingsWith, workplace } from '../service/workplace.ts'

const uid = 1000
const engine = { id: 'docker', scope: 'user' } as const
const nothing = (): Promise<never> => Promise.reject(new Error('nothing like that runs here'))

const process = (more: Partial<Process>): Process => ({
  pid: 77,
  parent: 1,
  uids: [uid, uid, uid, uid],
  startedAt: 5,
  command: ['dockerd'],
  program: { path: '/usr/bin/dockerd', isFound: true, isSealed: true },
  ...more,
})

/** A machine where these run, by their names; whatever is asked is kept. */
function machine(
  running: Readonly<Record<string, readonly Process[]>>,
  texts: Readonly<Record<string, string>> = {},
  more: Partial<Processes> = {},
  who = uid,
) {
  const asked: string[] = []
  let mirrors: readonly string[] = []
  const processes: Processes = {
    find: async () => null,
    identify: async () => null,
    run: async (argv) => (asked.push(argv.join(' ')), { code: 0, stdout: 'Docker version 28.5.2', stderr: '' }),
    named: async (name) => running[name] ?? [],
    sees: async () => true,
    signal: (pid, name) => void asked.push(`${name} ${pid}`),
    end: nothing,
    respawn: nothing,
    request: async (socket, path) => {
      asked.push(`${socket} ${path}`)
      const info = { ServerVersion: '28.5.2', DriverStatus: null, RegistryConfig: { Mirrors: mirrors } }
      return { status: 200, body: JSON.stringify(info) }
    },
    ...more,
  }
  return {
    asked,
    holds: (urls: readonly string[]) => (mirrors = urls),
    system: { disk: memoryDisk(texts, who), processes },
  }
}

describe('a user’s dockerd', () => {
  const dockerd = process({ command: ['dockerd', '--debug'], ownNetwork: true })

  test('is asked on the socket of the user’s session, and has a network of its own', async () => {
    const { asked, system } = machine({ dockerd: [dockerd] })
    expect(await dockerReach.detect(system, 'user')).toMatchObject({
      scope: 'user',
      layout: 'rootless',
      version: { major: 28 },
      flags: ['--debug'],
      ownNetwork: true,
      found: [{ code: 'found-process' }],
      running: { pid: 77, socket: '/run/user/1000/docker.sock', silent: null },
    })
    expect(asked).toEqual(['/run/user/1000/docker.sock /info'])
    expect(await dockerReach.detect(system, 'system')).toBeNull()
  })

  test.each([
    [{}, null],
    [{ HOME: '/home/dev' }, null],
    [{ XDG_CONFIG_HOME: '/home/dev/.config' }, null],
    [{ XDG_CONFIG_HOME: '/else', HOME: '/home/dev' }, '/else/docker/daemon.json'],
    [{ HOME: '/srv/dev' }, '/srv/dev/.config/docker/daemon.json'],
  ])('with the environment %j reads %s', async (env, config) => {
    const text = Object.entries({ ...env, XDG_RUNTIME_DIR: '/r' }).map(([name, value]) => `${name}=${value}\0`)
    const { system } = machine({ dockerd: [dockerd] }, { '/proc/77/environ': text.join('') })
    const facts = (await dockerReach.detect(system, 'user')) as DockerFacts
    expect([facts.config ?? null, facts.running?.socket]).toEqual([config, '/r/docker.sock'])
  })

  test.each<readonly [string, Partial<Process>, Partial<Processes>]>([
    ['another user’s', { uids: [1001, 1001, 1001, 1001] }, {}],
    ['one in a container of theirs', {}, { sees: async () => false }],
  ])('is not %s', async (_, more, others) => {
    const { system } = machine({ dockerd: [process(more)] }, {}, others)
    expect(await dockerReach.detect(system, 'user')).toBeNull()
  })

  test('is never root’s', async () => {
    const { system } = machine({ dockerd: [process({ uids: [0, 0, 0, 0] })] }, {}, {}, 0)
    expect(await dockerReach.detect(system, 'user')).toBeNull()
  })

  test.each<readonly [string, Readonly<Record<string, string>>, string | null, object | null]>([
    ['nothing', {}, null, null],
    ['a program that anyone may have', {}, '/usr/bin/dockerd', null],
    ['a file that docker’s client never reads', { '/home/dev/.config/docker/daemon.json': '{}' }, null, null],
    [
      'its file, and a program',
      { '/home/dev/.config/docker/daemon.json': '{}' },
      '/usr/bin/dockerd',
      { layout: 'rootless', version: { major: 28 }, found: [{ values: { path: '/home/dev/.config/docker' } }] },
    ],
    [
      'its unit',
      {
        '/home/dev/.config/systemd/user/docker.service':
          '[Service]\nExecStart=/home/dev/bin/dockerd-rootless.sh --registry-mirror=http://x\n',
      },
      null,
      { layout: 'rootless', flags: ['/home/dev/bin/dockerd-rootless.sh', '--registry-mirror=http://x'], running: null },
    ],
  ])('that does not run is known by %s', async (_, texts, program, facts) => {
    const { system } = machine({}, texts, { find: async () => program })
    const found = await dockerReach.detect(system, 'user')
    if (facts === null) expect(found).toBeNull()
    else expect(found).toMatchObject(facts)
  })

  test('is told to reload like root’s', async () => {
    const { asked, system, holds } = machine({ dockerd: [dockerd] })
    holds(['http://m.lan/'])
    const expected = { present: ['registry-mirrors http://m.lan'], gone: [] }
    const reload = { engine, how: 'SIGHUP', pid: 77, stops: [], consent: null, expect: expected } as const
    expect(await dockerReach.reload(system, reload)).toBeNull()
    expect(asked).toEqual(['SIGHUP 77', '/run/user/1000/docker.sock /info'])
  })
})

describe('the snap', () => {
  const yaml = { '/snap/docker/current/meta/snap.yaml': "name: docker\nversion: '28.1.1'\n" }
  const flags = ['--config-file=/var/snap/docker/2932/config/daemon.json']
  const dockerd = process({ uids: [0, 0, 0, 0], command: ['/snap/docker/2932/bin/dockerd', ...flags] })

  test.each([
    ['root, by the program that runs', 0, { path: '/snap/docker/2932/bin/dockerd', isFound: false, isSealed: true }],
    ['others, by its command line', uid, null],
  ])('is known to %s', async (_, who, program) => {
    const { system } = machine({ dockerd: [{ ...dockerd, program }] }, {}, {}, who)
    expect(await dockerReach.detect(system, 'system')).toMatchObject({
      layout: 'snap',
      flags,
      running: { socket: '/run/docker.sock' },
    })
  })

  test('is ours where it sees the directory that it reads as we do', async () => {
    const asked: string[] = []
    const roots = { dockerd: [{ ...dockerd, program: null }] }
    const { system } = machine(roots, {}, { sees: async (_, path) => (asked.push(path), false) })
    expect(await dockerReach.detect(system, 'system')).toBeNull()
    expect(asked).toEqual(['/var/snap/docker/current/config'])
  })

  test('that does not run says its version in a file, and is not started for it', async () => {
    const { asked, system } = machine({}, { ...yaml, '/var/snap/docker/current/config/daemon.json': '{}' })
    expect(await dockerReach.detect(system, 'system')).toMatchObject({
      layout: 'snap',
      version: { text: '28.1.1' },
      found: [{ code: 'found-files', values: { path: '/var/snap/docker/current' } }],
    })
    expect(asked).toEqual([])
  })
})

describe('Docker Desktop', () => {
  const files = { '/home/dev/.docker/desktop/log/x': '', '/home/dev/.docker/daemon.json': '{}' }
  const backend = process({ pid: 90, command: ['com.docker.backend'] })
  const child = process({ pid: 91, parent: 90 })
  const vm = process({ pid: 92, parent: 91 })
  const awake = { 'com.docker.backend': [child, backend], 'qemu-system-x86_64': [vm] }

  test('is asked on its own socket', async () => {
    const { asked, system } = machine(awake, files)
    expect(await dockerReach.detect(system, 'user')).toMatchObject({
      layout: 'desktop',
      version: { major: 28 },
      flags: [],
      running: { pid: 90, silent: null },
    })
    expect(asked).toEqual(['/home/dev/.docker/desktop/docker.sock /info'])
  })

  test('is not woken while its machine rests', async () => {
    const { asked, system } = machine({ 'com.docker.backend': [backend] }, files)
    expect(await dockerReach.detect(system, 'user')).toMatchObject({
      layout: 'desktop',
      version: null,
      running: { loaded: null, silent: { code: 'docker-desktop-sleeps' } },
    })
    expect(asked).toEqual([])
  })

  test('that does not run is known by its directory, and stands behind a rootless one that does', async () => {
    const stopped = machine({}, files)
    expect(await dockerReach.detect(stopped.system, 'user')).toMatchObject({ layout: 'desktop', running: null })
    expect(stopped.asked).toEqual([])
    const both = machine({ ...awake, dockerd: [process({})] }, files)
    expect(await dockerReach.detect(both.system, 'user')).toMatchObject({ layout: 'rootless' })
  })

  test('has not failed to load what waits for its restart', async () => {
    const { system } = machine(awake, files)
    const facts = (await dockerReach.detect(system, 'user')) as DockerFacts
    const desired = { mirrors: [mirror('docker.io=http://m.lan')], keepTheirs: true, strict: false }
    expect(await dockerReach.loaded(system, facts, desired)).toMatchObject({
      kind: 'silent',
      notice: { code: 'docker-desktop-restart' },
    })
  })

  const reload = { engine, how: 'restart', pid: 90, stops: [], consent: null, expect: null } as const

  test('is restarted by its own command', async () => {
    const { asked, system } = machine(awake, files)
    expect(await dockerReach.reload(system, reload)).toBeNull()
    expect(asked).toEqual(['docker desktop restart', '/home/dev/.docker/desktop/docker.sock /info'])
  })

  test('and where that fails, it says why', async () => {
    const run = async () => ({ code: 1, stdout: '', stderr: 'docker: unknown command: docker desktop\n' })
    const { system } = machine(awake, files, { run })
    await expect(dockerReach.reload(system, reload)).rejects.toMatchObject({
      notice: { code: 'docker-desktop-not-restarted', values: { why: 'docker: unknown command: docker desktop' } },
    })
  })
})

describe('Docker Desktop, switched', () => {
  const list = '/home/dev/.docker/daemon.json'
  const files = { '/home/dev/.docker/desktop/log/x': '', [list]: '{"experimental": false}' }
  const url = 'http://m.lan:5000'
  const settings = settingsWith(mirrorsOf([`docker.io=${url}`]))
  const awake = { 'com.docker.backend': [process({ pid: 90 })], 'qemu-system-x86_64': [process({ pid: 92 })] }

  test('without a yes its file is written, and the restart told of; with one it is done', async () => {
    const held: string[][] = []
    const { asked, holds, system } = machine(awake, files, {
      run: async (argv) => {
        held.push([...argv])
        const text = system.disk.tree()[list] ?? '{}'
        holds((JSON.parse(text) as { 'registry-mirrors'?: readonly string[] })['registry-mirrors'] ?? [])
        return { code: 0, stdout: '', stderr: '' }
      },
    })
    const place = workplace(system.disk, 'docker', system.processes, 'user')
    const turn = (to: 'on' | 'off', accept: boolean) =>
      switchEngine(place, engine, { to, accept, shown: null }, settings)
    const told = await turn('on', false)
    expect(told).toMatchObject({ changed: true, failure: null, notes: [{ code: 'docker-desktop-restart' }] })
    expect([system.disk.tree()[list], held]).toEqual([expect.stringContaining(url), []])
    expect(await turn('on', true)).toMatchObject({ changed: false, failure: null, notes: [] })
    expect(held).toEqual([['docker', 'desktop', 'restart']])
    expect(await turn('off', true)).toMatchObject({ changed: true, failure: null })
    expect(system.disk.tree()[list]).toBe(files[list])
    expect(asked.every((one) => one.endsWith('/.docker/desktop/docker.sock /info'))).toBe(true)
  })
})

test('docker commands that go to another machine are told of with every engine', async () => {
  const before = globalThis.process.env.DOCKER_HOST
  globalThis.process.env.DOCKER_HOST = 'ssh://me@far.lan'
  try {
    const { system } = machine({ dockerd: [process({})] })
    expect(await dockerReach.detect(system, 'user')).toMatchObject({
      elsewhere: { code: 'docker-elsewhere', values: { where: 'ssh://far.lan', source: 'DOCKER_HOST' } },
    })
  } finally {
    if (before === undefined) delete globalThis.process.env.DOCKER_HOST
    else globalThis.process.env.DOCKER_HOST = before
  }
})
