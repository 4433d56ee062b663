import { describe, expect, test } from 'vitest'
import { socketOf } from '../../../electron/engines/docker-info.ts'
import { dockerReach } from '../../../electron/engines/docker.ts'
import type { Process } from '../../../electron/system/system.ts'
import type { Desired } from '../../../shared/engine.ts'
import type { DockerFacts } from '../../../shared/facts.ts'
import { mirrorsOf, settingsWith } from '../service/workplace.ts'
import { dockerMachine as machine } from './fake-dockerd.ts'

const path = '/etc/docker/daemon.json'
const settings = settingsWith(mirrorsOf(['docker.io=http://m.lan:5000']))
const desired: Desired = { mirrors: settings.mirrors, keepTheirs: true, strict: false }

describe('a dockerd is found', () => {
  test('by its process, with what its /info says', async () => {
    const { system } = await machine(
      {},
      { version: '28.5.2', store: 'containerd', flags: ['-H', 'fd://', '--debug'] },
      { [path]: '{"registry-mirrors": ["http://own/"]}' },
    )
    expect(await dockerReach.detect(system, 'system')).toMatchObject({
      id: 'docker',
      scope: 'system',
      store: 'containerd',
      flags: ['-H', 'fd://', '--debug'],
      version: { major: 28, minor: 5, text: '28.5.2' },
      running: { pid: 4242, loaded: { mirrors: ['http://own'] }, silent: null },
    })
  })

  test('and is none where there is none, or for a user', async () => {
    const { system } = await machine({ named: async () => [], find: async () => null })
    expect(await dockerReach.detect(system, 'system')).toBeNull()
    expect(await dockerReach.detect((await machine()).system, 'user')).toBeNull()
    expect(await dockerReach.detect({ ...system, processes: null }, 'system')).toBeNull()
  })

  test('not running, by its program, which is asked for its version only', async () => {
    const asked: unknown[] = []
    const { system } = await machine({
      named: async () => [],
      run: async (argv) => (
        asked.push(argv),
        { code: 0, stdout: 'Docker version 20.10.24+dfsg1, build 1\n', stderr: '' }
      ),
    })
    expect(await dockerReach.detect(system, 'system')).toMatchObject({ version: { major: 20 }, running: null })
    expect(asked).toEqual([['/usr/bin/dockerd', '--version']])
  })

  test.each<readonly [string, Partial<Process>]>([
    ['a user’s', { uids: [1000, 1000, 1000, 1000] }],
    ['one that was root only for a moment', { uids: [1000, 0, 0, 0] }],
    ['one whose program is another', { program: { path: '/usr/bin/sleep', isFound: false, isSealed: true } }],
    [
      'one whose program a user could replace',
      { program: { path: '/home/dev/dockerd', isFound: true, isSealed: false } },
    ],
  ])('not %s', async (_, more) => {
    const { dockerd } = await machine()
    const [self] = await dockerd.processes.named('dockerd')
    const { system } = await machine({
      named: async () => [{ ...self!, ...more }],
      run: async () => ({ code: 0, stdout: '', stderr: '' }),
    })
    expect(await dockerReach.detect(system, 'system')).toMatchObject({ running: null })
  })

  test('not one in a container, which sees other files', async () => {
    const { system } = await machine({
      sees: async () => false,
      identify: async () => null,
      run: async () => ({ code: 0, stdout: '', stderr: '' }),
    })
    expect(await dockerReach.detect(system, 'system')).toMatchObject({ running: null })
  })

  test.each([
    ['EACCES', 'docker-no-socket-permission'],
    ['ECONNREFUSED', 'docker-silent'],
  ])('though its socket answers %s', async (code, reason) => {
    const { system } = await machine({
      request: () => Promise.reject(Object.assign(new Error(code), { code })),
      run: async () => ({ code: 0, stdout: 'Docker version 28.5.2', stderr: '' }),
    })
    const facts = await dockerReach.detect(system, 'system')
    expect(facts).toMatchObject({
      version: { major: 28 },
      store: null,
      running: { loaded: null, silent: { code: reason } },
    })
    expect(await dockerReach.loaded(system, facts!, desired)).toMatchObject({
      kind: 'silent',
      notice: { code: reason },
    })
  })

  test('with null where older ones say nothing', async () => {
    const { system } = await machine({
      request: async () => ({
        status: 200,
        body: '{"DriverStatus":null,"RegistryConfig":{"Mirrors":null,"IndexConfigs":null}}',
      }),
    })
    expect(await dockerReach.detect(system, 'system')).toMatchObject({
      version: null,
      store: 'classic',
      running: { loaded: { mirrors: [], insecure: [] } },
    })
  })
})

test.each([
  [[], '/run/docker.sock'],
  [['-H', 'fd://'], '/run/docker.sock'],
  [['-H', 'unix:///a.sock'], '/a.sock'],
  [['--host=unix:///b.sock'], '/b.sock'],
  [['-H=tcp://0.0.0.0:2375', '--host', 'unix:///c.sock'], '/c.sock'],
  [['-H'], '/run/docker.sock'],
])('dockerd %j listens on %s', (flags, socket) => {
  expect(socketOf(flags)).toBe(socket)
})

describe('what a dockerd has loaded', () => {
  const facts = async (version: string, store: 'classic' | 'containerd', mirrors: string) => {
    const { system } = await machine({}, { version, store }, { [path]: `{"registry-mirrors": [${mirrors}]}` })
    return { system, facts: (await dockerReach.detect(system, 'system')) as DockerFacts }
  }

  test.each([
    ['20.10', 'classic', '"http://m.lan:5000"', 'loaded'],
    ['20.10', 'classic', '"http://other"', 'missing'],
    ['28.5', 'classic', '"http://m.lan:5000"', 'loaded'],
    ['28.5', 'containerd', '', 'silent'],
  ] as const)('docker %s, %s, with %s: %s', async (version, store, mirrors, kind) => {
    const { system, facts: found } = await facts(version, store, mirrors)
    expect(await dockerReach.loaded(system, found, desired)).toMatchObject({ kind })
  })
})
