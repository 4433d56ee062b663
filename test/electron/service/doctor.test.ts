import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { openCore } from '../../../electron/service/core.ts'
import type { Desk } from '../../../electron/service/desk.ts'
import { runDoctor } from '../../../electron/service/doctor.ts'
import { surveyAll } from '../../../electron/switching/survey.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { HelperLine } from '../../../electron/system/elevate.ts'
import type { Processes } from '../../../electron/system/system.ts'
import type { Check } from '../../../shared/doctor.ts'
import { failure } from '../../../shared/errors.ts'
import { notice } from '../../../shared/notice.ts'
import { fakeDockerd } from '../engines/fake-dockerd.ts'
import { mirrorsOf, settingsWith, turn, workplace } from './workplace.ts'

const hub = mirrorsOf(['docker.io=http://m.lan:5000'])
const userDropIns = '/home/dev/.config/containers/registries.conf.d'
const table = (prefix: string, mirror = 'other.lan:5000') =>
  `[[registry]]\nlocation = "${prefix}"\n[[registry.mirror]]\nlocation = "${mirror}"\n`
const line: HelperLine = {
  hindrance: () => Promise.resolve(null),
  ask: () => Promise.reject(failure('unexpected', { why: 'not asked in these tests' })),
}

function deskOf(place: Desk['place'], mirrors = hub, helper: HelperLine = line, strict = false): Desk {
  const settings = settingsWith(mirrors, { strict })
  return {
    place,
    looking: place,
    helper,
    settings: () => Promise.resolve(settings),
    async status() {
      await place.system.disk.store('/home/dev/.config/pullcord/settings.json', JSON.stringify(settings), 0o600)
      return await (await openCore(place)).call('status.read', { probe: false })
    },
    announce: () => Promise.resolve(),
  } as Desk
}

const codes = (checks: readonly Check[], result: Check['result']) =>
  checks.filter((one) => one.result === result).map(({ id, notice: said }) => `${id} ${said?.code ?? ''}`.trim())

async function below(texts: Record<string, string>, engine: string, scope: 'user' | 'system', on = true) {
  const disk = memoryDisk({}, scope === 'user' ? 1000 : 0)
  const place = workplace(disk, engine, null, scope)
  if (on) await turn(place, 'on', settingsWith(hub))
  for (const [path, text] of Object.entries(texts)) disk.edit(path, text)
  const engineFiles = () =>
    Object.entries(disk.tree()).filter(([path, text]) => text !== null && !path.includes('pullcord/'))
  const before = engineFiles()
  const { checks } = await runDoctor(deskOf(place))
  expect(engineFiles()).toEqual(before)
  return checks
}

describe('the files alone', () => {
  test.each([
    ['podman@4.3', 'user'],
    ['docker@20.10', 'system'],
    ['docker@28.5:c8d', 'system'],
  ] as const)('%s, on and healthy: no problem, and each check that passed is listed', async (engine, scope) => {
    const checks = await below({}, engine, scope)
    expect(codes(checks, 'problem')).toEqual([])
    expect(codes(checks, 'ok')).toEqual(expect.arrayContaining(['files', 'version', 'drift', 'machine']))
    expect(codes(checks, 'unknown')).toEqual(['mirror doctor-not-asked'])
  })

  test.each([
    ['a later drop-in', { [`${userDropIns}/zzz.conf`]: table('docker.io') }, 'outranked podman-outranked', 'problem'],
    ['a longer table', { [`${userDropIns}/10.conf`]: table('docker.io/library') }, 'outranked podman-longer', 'note'],
    [
      'a block',
      {
        [`${userDropIns}/10.conf`]: table('docker.io').replace(
          '[[registry.mirror]]',
          'blocked = true\n[[registry.mirror]]',
        ),
      },
      'outranked podman-blocked',
      'problem',
    ],
    [
      'plain http, untold',
      { [`${userDropIns}/10.conf`]: table('quay.io', 'm.lan:5000') },
      'plain-http doctor-plain-http',
      'problem',
    ],
    ['broken', { [`${userDropIns}/10.conf`]: 'nonsense' }, 'files podman-config-broken', 'problem'],
    [
      'a main file of the user’s',
      { '/home/dev/.config/containers/registries.conf': '', '/etc/containers/registries.conf.d/10.conf': '' },
      'user-config doctor-hides-drop-ins',
      'note',
    ],
    [
      'ours of the system hidden',
      { '/home/dev/.config/containers/registries.conf': '', '/etc/containers/registries.conf.d/zz-pullcord.conf': '' },
      'user-config doctor-hides-drop-ins',
      'problem',
    ],
    [
      'a podman machine',
      { '/home/dev/.config/containers/podman/machine/qemu/default.json': '{}' },
      'machine doctor-podman-machine',
      'note',
    ],
    ['edited', { [`${userDropIns}/zz-pullcord.conf`]: table('quay.io') }, 'drift changed-outside', 'problem'],
  ] as const)('podman: %s', async (_, texts, expected, result) => {
    const checks = await below(
      texts,
      'podman@4.3',
      'user',
      !Object.hasOwn(texts, '/etc/containers/registries.conf.d/zz-pullcord.conf'),
    )
    expect(codes(checks, result)).toContain(expected)
    const found = checks.find(({ id, notice: said }) => `${id} ${said?.code}` === expected)
    expect(found).toMatchObject({ engine: { id: 'podman', scope: 'user' }, subject: expect.stringMatching(/^\//) })
  })

  test('root’s own main file silences the drop-ins of /etc', async () => {
    const checks = await below({ '/root/.config/containers/registries.conf': '' }, 'podman@4.3', 'system')
    expect(codes(checks, 'problem')).toContain('user-config podman-silenced')
  })

  test.each([
    ['28.5:c8d', { 'registry-mirrors': ['http://127.0.0.1:5000'] }, 'version doctor-tls-hole', 'problem'],
    ['26.1', { 'registry-mirrors': ['http://127.0.0.1:5000'] }, 'version doctor-buildkit-tls', 'note'],
    ['26.1:c8d', { 'registry-mirrors': ['http://n.lan:5000'] }, 'plain-http doctor-docker-http', 'problem'],
  ] as const)('docker %s: %j', async (engine, json, expected, result) => {
    const texts = { '/etc/docker/daemon.json': JSON.stringify(json) }
    expect(codes(await below(texts, `docker@${engine}`, 'system', false), result)).toContain(expected)
  })

  test('docker 20.10 has neither hole nor note of it', async () => {
    const texts = { '/etc/docker/daemon.json': '{"registry-mirrors": ["http://127.0.0.1:5000"]}' }
    const checks = await below(texts, 'docker@20.10', 'system', false)
    expect(checks.filter(({ id }) => id === 'version').map(({ result }) => result)).toEqual(['ok'])
  })

  test('the docker command talks elsewhere, by its context', async () => {
    const texts = { '/home/dev/.docker/config.json': '{"currentContext": "desktop-linux"}' }
    expect(codes(await below(texts, 'docker@20.10', 'system'), 'problem')).toEqual(['machine doctor-docker-elsewhere'])
  })
})

describe('a running dockerd', () => {
  const rig = async (env: Record<string, string>) => {
    const disk = memoryDisk({ '/etc/docker/daemon.json': '{}' })
    const { processes } = await fakeDockerd(disk, { version: '20.10.24', store: 'classic' })
    const place = workplace(disk, 'docker', processes)
    return (await runDoctor(deskOf(place, []), env)).checks
  }

  test('a variable that sends the docker command elsewhere is told without its login', async () => {
    const checks = await rig({ DOCKER_HOST: 'tcp://me:secret@far.lan:2375' })
    expect(codes(checks, 'problem')).toEqual(['machine doctor-docker-elsewhere'])
    expect(JSON.stringify(checks)).toContain('tcp://far.lan:2375')
    expect(JSON.stringify(checks)).not.toContain('secret')
  })

  test('a flag that clashes', async () => {
    const disk = memoryDisk({ '/etc/docker/daemon.json': '{}' })
    const dockerd = await fakeDockerd(disk, { version: '20.10.24', store: 'classic' })
    const named: Processes['named'] = async (name) =>
      (await dockerd.processes.named(name)).map((one) => ({
        ...one,
        command: [...one.command, '--registry-mirror=http://o.lan'],
      }))
    const server = createServer((_, answer) => answer.end('{}')).listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const place = workplace(disk, 'docker', { ...dockerd.processes, named })
    const { checks } = await runDoctor(deskOf(place, mirrorsOf([`docker.io=${url}`])), {})
    server.close()
    expect(codes(checks, 'problem')).toEqual(['flags docker-flag-clash'])
    expect(codes(checks, 'ok')).toEqual(expect.arrayContaining(['mirror', 'service']))
  })
})

describe('strict mode', () => {
  test.each([
    ['podman@5.4', true, ['strict']],
    ['podman@5.4', false, ['strict doctor-strict-open']],
    ['docker@20.10', true, ['strict doctor-strict-open']],
  ])('%s, turned on strict: %s', async (engine, strict, expected) => {
    const place = workplace(memoryDisk({}, 0), engine)
    await turn(place, 'on', settingsWith(hub, { strict }))
    const { checks } = await runDoctor(deskOf(place, hub, line, true), {})
    const told = checks.filter(({ id }) => id === 'strict')
    expect(told.map(({ id, notice: said }) => `${id} ${said?.code ?? ''}`.trim())).toEqual(expected)
  })

  test('is no subject where it is not chosen', async () => {
    const checks = await below({}, 'podman@5.4', 'system')
    expect(checks.filter(({ id }) => id === 'strict')).toEqual([])
  })
})

describe('the way to root', () => {
  const asUser = async (helper: HelperLine, env = {}) => {
    const disk = memoryDisk({}, 1000)
    const dockerd = await fakeDockerd(disk, { version: '20.10.24', store: 'classic' })
    return (await runDoctor(deskOf(workplace(disk, 'docker', dockerd.processes), [], helper), env)).checks
  }
  const hindered: HelperLine = { ...line, hindrance: () => Promise.resolve(notice('needs-root')) }

  test('no helper, in an AppImage', async () => {
    const checks = await asUser(hindered, { APPIMAGE: '/home/dev/Pullcord.AppImage' })
    expect(codes(checks, 'problem')).toEqual(expect.arrayContaining(['helper needs-root', 'appimage doctor-appimage']))
  })

  test('a look that fails is unknown with its reason, and the others stand', async () => {
    const checks = await asUser({ ...line, hindrance: () => Promise.reject(failure('busy')) })
    expect(codes(checks, 'unknown')).toContain('helper busy')
    expect(codes(checks, 'ok')).toContain('machine')
  })

  test('settings that cannot be read are the one problem', async () => {
    const desk = deskOf(workplace(memoryDisk(), 'docker'))
    const { checks } = await runDoctor({ ...desk, settings: () => Promise.reject(failure('busy')) }, {})
    expect(codes(checks, 'problem')).toEqual(['files busy'])
  })
})

test('the surveys are those of every engine that status shows', async () => {
  const place = workplace(memoryDisk(), 'podman@5.4')
  const found = await surveyAll(place, [{ id: 'podman', scope: 'system' }], settingsWith([]), false)
  const { checks } = await runDoctor(deskOf(place), {})
  expect(checks.filter(({ id }) => id === 'files').map(({ engine }) => engine)).toEqual(found.map(({ key }) => key))
})
