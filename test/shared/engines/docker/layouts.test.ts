import { describe, expect, test } from 'vitest'
import { docker } from '../../../../shared/engines/docker.ts'
import type { DockerFacts, DockerLayout } from '../../../../shared/facts.ts'
import { scopeOfLayout } from '../../../../shared/facts.ts'
import { notice } from '../../../../shared/notice.ts'
import { ca, dockerFacts, filesOf, memoryOf, mirror, places, planIn, running, textsAfter, told } from '../look.ts'

const hub = mirror('docker.io=http://m.lan:5000')
const quay = mirror('quay.io=http://q.lan')
const signed = mirror('docker.io=https://m.lan', { ca })
const loopback = mirror('docker.io=http://127.0.0.1:6000')

const of = (layout: DockerLayout, version = '28.5', store: DockerFacts['store'] = 'containerd', more = {}) =>
  dockerFacts(version, store, { scope: scopeOfLayout(layout), layout, ...more })

describe('each layout has files of its own', () => {
  const rootless = '/home/a/cfg/docker'
  const snap = '/var/snap/docker/current'

  test.each<readonly [DockerLayout, string, DockerFacts['store'], readonly string[]]>([
    ['rootless', '20.10', 'classic', [`${rootless}/daemon.json`]],
    ['rootless', '28.5', 'containerd', [`${rootless}/certs.d/docker.io/hosts.toml`]],
    ['rootless', '28.5', 'classic', [`${rootless}/certs.d/docker.io/hosts.toml`, `${rootless}/daemon.json`]],
    ['snap', '24.0', 'classic', [`${snap}/config/daemon.json`]],
    ['snap', '28.5', 'containerd', [`${snap}/etc/docker/certs.d/docker.io/hosts.toml`]],
    ['desktop', '28.5', 'containerd', ['/home/a/.docker/daemon.json']],
  ])('%s, docker %s, %s', (layout, version, store, paths) => {
    const facts = of(layout, version, store)
    const on = planIn(docker, facts, [hub], {})
    expect(on.changes.map(({ path }) => path)).toEqual(paths)
    const scene = { texts: textsAfter(on), memory: memoryOf(on) }
    expect(
      docker.effective(
        filesOf(docker, facts, { mirrors: [hub], keepTheirs: true, strict: false }, scene),
        facts,
        places,
      ),
    ).toEqual({
      closed: [],
      endpoints: [{ upstream: 'docker.io', endpoint: hub.url }],
      problem: null,
    })
    const off = planIn(docker, facts, [], scene)
    expect(textsAfter(off, scene.texts)).toEqual({})
  })

  test('a snap, which may not look outside its own directories, has the authority in its certs.d', () => {
    const [authority, hosts] = planIn(docker, of('snap'), [signed], {}).changes
    expect(authority!.path).toBe(`${snap}/etc/docker/certs.d/m.lan/pullcord.crt`)
    expect(hosts!.after).toContain(`ca = "${authority!.path}"`)
  })

  test('a user’s authority lies in the user’s directory', () => {
    const [authority, hosts] = planIn(docker, of('rootless'), [signed], {}).changes
    expect(authority!.path).toBe(`/home/a/cfg/pullcord/ca/${ca.sha256}.crt`)
    expect(hosts!.after).toContain(`ca = "${authority!.path}"`)
  })
})

describe('one scope that had another Docker Engine before', () => {
  const before = planIn(docker, dockerFacts('20.10'), [hub], { texts: { '/etc/docker/daemon.json': '{}' } })
  const scene = {
    texts: textsAfter(before, { '/etc/docker/daemon.json': '{}' }),
    memory: memoryOf(before),
  }

  test.each([
    ['on', [hub], ['/var/snap/docker/current/config/daemon.json', '/etc/docker/daemon.json']],
    ['off', [], ['/etc/docker/daemon.json']],
  ] as const)('%s puts back what stands where that one looked', (_, mirrors, paths) => {
    const plan = planIn(docker, of('snap', '24.0', 'classic'), mirrors, scene)
    expect(plan.changes.map(({ path }) => path)).toEqual(paths)
    expect(plan.changes.at(-1)).toMatchObject({ after: '{}', via: null })
  })

  test('and its authority goes with its hosts.toml', () => {
    const was = planIn(docker, dockerFacts('28.5', 'containerd'), [signed], {})
    const now = planIn(docker, of('snap'), [signed], { texts: textsAfter(was), memory: memoryOf(was) })
    expect(now.changes.map(({ path, after }) => [path.split('/')[1], after === null])).toEqual([
      ['var', false],
      ['var', false],
      ['etc', true],
      ['etc', true],
    ])
  })
})

describe('another daemon.json', () => {
  const flagged = (layout: DockerLayout, path: string) =>
    planIn(docker, of(layout, '24.0', 'classic', { flags: [`--config-file=${path}`] }), [hub], {})

  test('the snap names the revision that its “current” leads to', () => {
    expect(told(flagged('snap', '/var/snap/docker/2932/config/daemon.json')).refused).toEqual([])
    expect(told(flagged('snap', '/etc/docker/daemon.json')).refused).toEqual(['docker-other-config'])
  })

  test.each([['24.0', 'classic'] as const, ['28.5', 'containerd'] as const])(
    'that a rootless dockerd %s finds by its environment is refused',
    (version, store) => {
      const config = '/home/a/else/docker/daemon.json'
      const { refused } = planIn(docker, of('rootless', version, store, { config }), [hub], {})
      expect(refused[0]?.notice.message).toBe(`dockerd reads ${config} instead of /home/a/cfg/docker/daemon.json.`)
    },
  )
})

describe('what an engine apart from this machine can use', () => {
  test.each<readonly [DockerLayout, object, string | null]>([
    ['rootless', {}, 'docker-rootless-loopback'],
    ['rootless', { ownNetwork: true }, 'docker-rootless-loopback'],
    ['rootless', { ownNetwork: false }, null],
    ['default', {}, null],
    ['default', { ownNetwork: true }, 'docker-rootless-loopback'],
    ['desktop', {}, 'docker-desktop-loopback'],
    ['desktop', { ownNetwork: false }, 'docker-desktop-loopback'],
  ])('%s %j: a mirror on this machine’s loopback: %s', (layout, more, code) => {
    const answer = docker.supports(loopback, of(layout, '28.5', 'containerd', more))
    expect(answer.ok ? null : answer.notice.code).toBe(code)
  })

  test('Desktop is told the name under which its machine knows this one', () => {
    const answer = docker.supports(loopback, of('desktop'))
    expect(answer.ok ? '' : answer.notice.hint).toContain('http://host.docker.internal:6000')
    const named = mirror('docker.io=http://host.docker.internal:6000')
    expect(docker.supports(named, of('desktop'))).toEqual({ ok: true, note: null })
  })

  test.each<readonly [string, DockerFacts['store'], typeof hub, string | null]>([
    ['28.5', 'containerd', quay, 'docker-desktop-hub-only'],
    ['28.5', 'containerd', mirror('docker.io=http://h.lan/p'), 'docker-desktop-path'],
    ['28.5', 'containerd', signed, 'docker-desktop-tls'],
    ['28.5', 'classic', signed, null],
    ['28.5', 'containerd', mirror('docker.io=https://m.lan', { insecure: true }), 'docker-desktop-tls'],
    ['27.5', 'containerd', mirror('docker.io=https://m.lan', { insecure: true }), null],
    ['28.5', 'containerd', mirror('docker.io=https://m.lan'), null],
  ])('Desktop with Engine %s, %s: %j: %s', (version, store, one, code) => {
    const answer = docker.supports(one, of('desktop', version, store))
    expect(answer.ok ? null : answer.notice.code).toBe(code)
  })

  test('Desktop’s plain mirror needs no insecure-registries, which would open the hub as well', () => {
    const [change] = planIn(docker, of('desktop'), [hub], {}).changes
    expect(JSON.parse(change!.after!)).toEqual({ 'registry-mirrors': [hub.url] })
  })
})

describe('Docker Desktop reads its file when it starts', () => {
  const idle = of('desktop', '28.5', 'containerd', { running: running() })
  const used = of('desktop', '28.5', 'containerd', { running: running([hub.url]) })
  const restart = { how: 'restart', pid: 42, consent: { code: 'docker-desktop-restart' } }

  test('on and off offer a restart, which stops its containers', () => {
    const on = planIn(docker, idle, [hub], {})
    expect(on.reloads).toMatchObject([{ ...restart, stops: [expect.any(String) as string] }])
    const scene = { texts: textsAfter(on), memory: memoryOf(on) }
    expect(planIn(docker, used, [], scene)).toMatchObject({ changes: [{ via: null }], reloads: [restart] })
  })

  test('until that was done, the restart is offered again', () => {
    const on = planIn(docker, idle, [hub], {})
    const scene = { texts: textsAfter(on), memory: memoryOf(on) }
    expect(planIn(docker, idle, [hub], scene)).toMatchObject({ changes: [], reloads: [restart] })
    expect(planIn(docker, used, [hub], scene)).toMatchObject({ changes: [], reloads: [] })
    expect(planIn(docker, used, [], {}, { forget: [hub] })).toMatchObject({ changes: [], reloads: [restart] })
    expect(planIn(docker, idle, [], {}, { forget: [hub] })).toMatchObject({ changes: [], reloads: [] })
  })
})

test('that docker commands go to another machine is told with a plan that sets mirrors', () => {
  const elsewhere = notice('docker-elsewhere', { where: 'ssh://far.lan', source: 'DOCKER_HOST' })
  const facts = dockerFacts('20.10', 'classic', { elsewhere })
  expect(told(planIn(docker, facts, [hub], {})).notes).toEqual(['docker-elsewhere'])
  expect(told(planIn(docker, facts, [], {})).notes).toEqual([])
})

test('what is remembered of another engine is none of docker’s', () => {
  const target = { kind: 'pullcord-ca', scope: 'system', engine: 'containerd', sha256: ca.sha256 } as const
  const original = { before: null, beforeDigest: null, written: [], entries: [] }
  const texts = { [`/etc/pullcord/ca/containerd-${ca.sha256}.crt`]: ca.pem }
  expect(planIn(docker, dockerFacts('28.5'), [], { texts, memory: [[target, original]] }).changes).toEqual([])
})
