import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { runDoctor } from '../../../electron/service/doctor.ts'
import { machineExam } from '../../../electron/service/doctor/machine.ts'
import { dockerTrustExam } from '../../../electron/service/doctor/docker-trust.ts'
import { plainHttpExam } from '../../../electron/service/doctor/plain-http.ts'
import { openCore } from '../../../electron/service/core.ts'
import type { Desk } from '../../../electron/service/desk.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Processes } from '../../../electron/system/system.ts'
import { failure } from '../../../shared/errors.ts'
import { mirrorsOf, settingsWith, workplace } from './workplace.ts'

const nothing = (): Promise<never> => Promise.reject(new Error('nothing like that runs here'))
const loopback = JSON.stringify({ 'registry-mirrors': ['http://127.0.0.1:5000'] })

async function told(
  texts: Readonly<Record<string, string>>,
  engine: string,
  scope: 'user' | 'system',
  processes: Processes | null = null,
) {
  const place = workplace(memoryDisk(texts, 1000), engine, processes, scope)
  const settings = settingsWith(mirrorsOf(['docker.io=http://m.lan:5000']))
  const desk = {
    place,
    looking: place,
    helper: { hindrance: () => Promise.resolve(null), ask: () => Promise.reject(failure('busy')) },
    settings: () => Promise.resolve(settings),
    status: async () => await (await openCore(place)).call('status.read', { probe: false }),
    announce: () => Promise.resolve(),
  } as unknown as Desk
  const { checks } = await runDoctor(desk, {}, [dockerTrustExam, plainHttpExam, machineExam])
  return checks.flatMap(({ subject, notice: said }) => (said ? [`${subject} ${said.code}`] : []))
}

describe('the hole in TLS is found where each Docker Engine reads', () => {
  const snap = { '/var/snap/docker/current/config/daemon.json': loopback }
  const desktop = { '/home/dev/.docker/daemon.json': loopback, '/home/dev/.docker/desktop/x': '' }
  const rootless = '/home/dev/.config/docker'

  test.each<readonly [string, Readonly<Record<string, string>>, string, 'user' | 'system', readonly string[]]>([
    ['the snap', snap, 'docker@28.5:c8d', 'system', ['/var/snap/docker/current/config/daemon.json doctor-tls-hole']],
    [
      'a rootless one',
      { [`${rootless}/daemon.json`]: loopback },
      'docker@28.5:c8d',
      'user',
      [`${rootless}/daemon.json doctor-tls-hole`],
    ],
    [
      'Docker Desktop, which reads no hosts.toml that could mend it',
      { ...desktop, '/home/dev/.docker/certs.d/docker.io/hosts.toml': '[host."http://m.lan"]\n' },
      'docker@28.5:c8d',
      'user',
      ['/home/dev/.docker/daemon.json doctor-tls-hole'],
    ],
    [
      'a list of plain http that 26 with containerd’s store passes over',
      { [`${rootless}/daemon.json`]: '{"registry-mirrors": ["http://n.lan"]}' },
      'docker@26.1:c8d',
      'user',
      [`${rootless}/daemon.json doctor-docker-http`],
    ],
  ])('%s', async (_, texts, engine, scope, expected) => {
    expect(await told(texts, engine, scope)).toEqual(expected)
  })

  test('and is none with hosts of its own for docker.io', async () => {
    const texts = {
      [`${rootless}/daemon.json`]: loopback,
      [`${rootless}/certs.d/docker.io/hosts.toml`]: '[host."http://m.lan:5000"]\n',
    }
    expect((await told(texts, 'docker@28.5:c8d', 'user')).filter((one) => one.includes('tls-hole'))).toEqual([])
  })
})

describe('the docker command and a user’s own engine', () => {
  const processes: Processes = {
    find: async () => null,
    identify: async () => null,
    run: nothing,
    named: async (name) =>
      name === 'dockerd'
        ? [{ pid: 7, parent: 1, uids: [1000], startedAt: 5, command: ['dockerd'], program: null, ownNetwork: true }]
        : [],
    sees: async () => true,
    signal: () => undefined,
    end: nothing,
    respawn: nothing,
    request: async () => ({ status: 200, body: '{"ServerVersion":"28.5.2"}' }),
  }
  const meta = `/home/dev/.docker/contexts/meta/${createHash('sha256').update('rootless').digest('hex')}/meta.json`

  test('meet where the context names its socket', async () => {
    const texts = {
      '/home/dev/.docker/config.json': '{"currentContext": "rootless"}',
      [meta]: '{"Endpoints": {"docker": {"Host": "unix:///run/user/1000/docker.sock"}}}',
    }
    const found = await told(texts, 'docker', 'user', processes)
    expect(found.filter((one) => one.includes('elsewhere'))).toEqual([])
  })

  test('do not, where it names another', async () => {
    const texts = { '/home/dev/.docker/config.json': '{"currentContext": "far"}' }
    expect(await told(texts, 'docker', 'user', processes)).toContainEqual(
      expect.stringContaining('doctor-docker-elsewhere'),
    )
  })
})
