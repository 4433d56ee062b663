import { describe, expect, test } from 'vitest'
import { docker } from '../../../shared/engines/docker.ts'
import { podman } from '../../../shared/engines/podman.ts'
import { notice } from '../../../shared/notice.ts'
import { ca, dockerFacts, memoryOf, mirror, planIn, podmanFacts, textsAfter, told, type Scene } from './look.ts'

const trusted = mirror('docker.io=https://m.lan:5000', { ca })

describe('podman: an authority', () => {
  const facts = podmanFacts('5.4.2')
  const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'
  const crt = '/etc/containers/certs.d/m.lan:5000/pullcord.crt'

  test('comes before the drop-in that needs it, and goes after it', () => {
    const on = planIn(podman, facts, [trusted], {})
    expect(on.changes.map(({ path, after }) => [path, after?.slice(0, 4)])).toEqual([
      [crt, 'PEM\n'],
      [dropIn, '# Wr'],
    ])
    const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on) }
    expect(planIn(podman, facts, [trusted], scene).changes).toEqual([])
    expect(planIn(podman, facts, [], scene).changes.map(({ path, after }) => [path, after])).toEqual([
      [dropIn, null],
      [crt, null],
    ])
    const other = planIn(podman, facts, [mirror('docker.io=https://m.lan:5000/x')], scene)
    expect(other.changes.map(({ path, after }) => [path, after?.slice(0, 4)])).toEqual([
      [dropIn, '# Wr'],
      [crt, undefined],
    ])
  })

  test('of someone else in our name is refused, and an equal one is taken as it is', () => {
    expect(told(planIn(podman, facts, [trusted], { texts: { [crt]: 'other\n' } })).refused).toEqual(['file-foreign'])
    expect(planIn(podman, facts, [trusted], { texts: { [crt]: ca.pem } }).changes.map(({ path }) => path)).toEqual([
      dropIn,
    ])
  })
})

test('an authority of ours that can no longer be read stops “off”, and is not left behind in silence', () => {
  const facts = podmanFacts('5.4.2')
  const crt = '/etc/containers/certs.d/m.lan:5000/pullcord.crt'
  const on = planIn(podman, facts, [trusted], {})
  const { [crt]: _, ...texts } = textsAfter(on)
  const held = { kind: 'refused', notice: notice('file-hard-link', { path: crt, count: 2 }), digest: null } as const
  const off = planIn(podman, facts, [], { texts, refused: { [crt]: held }, memory: memoryOf(on) })
  expect([off.changes, told(off).refused]).toEqual([[], ['file-hard-link']])
})

describe('docker: an authority', () => {
  const [listed, named] = ['/etc/docker/certs.d/m.lan:5000/pullcord.crt', `/etc/pullcord/ca/${ca.sha256}.crt`]

  test.each([
    ['20.10', 'classic', [listed, '/etc/docker/daemon.json']],
    ['28.5', 'containerd', [named, '/etc/docker/certs.d/docker.io/hosts.toml']],
    ['28.5', 'classic', [named, listed, '/etc/docker/certs.d/docker.io/hosts.toml', '/etc/docker/daemon.json']],
  ] as const)('docker %s, %s: before what names it, and after it', (version, store, paths) => {
    const facts = dockerFacts(version, store)
    const on = planIn(docker, facts, [trusted], {})
    expect(on.changes.map(({ path }) => path)).toEqual(paths)
    const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on) }
    expect(planIn(docker, facts, [trusted], scene).changes).toEqual([])
    const off = planIn(docker, facts, [], scene)
    expect(off.changes.map(({ path }) => path).toSorted()).toEqual([...paths].toSorted())
    expect(off.changes.slice(0, paths.length / 2).every(({ path }) => !path.endsWith('.crt'))).toBe(true)
    expect(textsAfter(off, scene.texts)).toEqual({})
  })

  test('never lies in the directory of the upstream, which would trust it for the upstream itself', () => {
    const paths = planIn(docker, dockerFacts('28.5', 'classic'), [trusted], {}).changes.map(({ path }) => path)
    expect(paths.filter((path) => path.startsWith('/etc/docker/certs.d/docker.io/') && path.endsWith('.crt'))).toEqual(
      [],
    )
  })

  test('of two mirrors is written once', () => {
    const both = [trusted, mirror('quay.io=https://m.lan:5000', { ca })]
    const paths = planIn(docker, dockerFacts('28.5', 'containerd'), both, {}).changes.map(({ path }) => path)
    expect(paths.filter((path) => path === named)).toEqual([named])
  })
})
