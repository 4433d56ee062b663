import { describe, expect, test } from 'vitest'
import { podman } from '../../../../shared/engines/podman.ts'
import { ca, filesOf, memoryOf, mirror, places, planIn, podmanFacts, textsAfter, type Scene } from '../look.ts'

const etc = '/etc/containers/registries.conf'
const dropIn = `${etc}.d/zz-pullcord.conf`
const user = '/home/a/.config/containers/registries.conf'
const hub = mirror('docker.io=http://192.168.11.2:6000')
const table = (...rows: readonly string[]): string => `[[registry]]\nlocation = "docker.io"\n${rows.join('\n')}\n`

test('the API service is restarted only after a change, and only with consent', () => {
  const served = podmanFacts('5.4.2', 'system', 77)
  const on = planIn(podman, served, [hub], {})
  expect(on.reloads).toMatchObject([
    {
      how: 'restart',
      pid: 77,
      stops: [],
      expect: null,
      consent: { code: 'podman-service-stale', values: { pid: 77 } },
    },
  ])
  expect(planIn(podman, served, [hub], { texts: textsAfter(on), memory: memoryOf(on) }).reloads).toEqual([])
  expect(planIn(podman, served, [hub], { texts: { [dropIn]: 'x = 1' } }).reloads).toEqual([])
})

describe('an API service that is older than the change', () => {
  const served = podmanFacts('5.4.2', 'system', 77)
  const on = planIn(podman, served, [hub], {})
  const scene = (at: number): Scene => ({ texts: textsAfter(on), memory: memoryOf(on), times: { [dropIn]: at } })

  test('is restarted by a second on, though no file changes', () => {
    expect(planIn(podman, served, [hub], scene(5))).toMatchObject({ changes: [], reloads: [{ pid: 77 }] })
    expect(planIn(podman, served, [hub], scene(0)).reloads).toEqual([])
    expect(planIn(podman, podmanFacts('5.4.2'), [hub], scene(5)).reloads).toEqual([])
  })

  test('is restarted for what was ours, where the memory of it is lost, and for nobody else’s file', () => {
    expect(planIn(podman, served, [hub], { ...scene(5), memory: [] }).reloads).toMatchObject([{ pid: 77 }])
    expect(planIn(podman, served, [], { memory: memoryOf(on) })).toMatchObject({ changes: [], reloads: [{ pid: 77 }] })
    expect(planIn(podman, served, [], {}).reloads).toEqual([])
    const theirs: Scene = { texts: { [dropIn]: table() }, times: { [dropIn]: 5 } }
    expect(planIn(podman, served, [], theirs).reloads).toEqual([])
  })
})

describe('a drop-in that podman 5 read, and podman 6 does not', () => {
  const [five, six] = [podmanFacts('5.8.6', 'user'), podmanFacts('6.1.1', 'user')]
  const [before, after] = [`${user}.d/zz-pullcord.conf`, '/home/a/cfg/containers/registries.conf.d/zz-pullcord.conf']
  const on = planIn(podman, five, [mirror('docker.io=https://m.lan:5000', { ca })], {})
  const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on) }

  test('goes with off, and its certificate with it', () => {
    const off = planIn(podman, six, [], scene)
    expect(off.changes.map(({ path, after: text }) => [path, text])).toEqual([
      [before, null],
      ['/home/a/.config/containers/certs.d/m.lan:5000/pullcord.crt', null],
    ])
    expect(
      planIn(podman, six, [], { texts: textsAfter(off, scene.texts), memory: scene.memory ?? [] }).changes,
    ).toEqual([])
  })

  test('moves with on, and then there is nothing to do', () => {
    const again = planIn(podman, six, [hub], scene)
    expect(
      again.changes.filter(({ path }) => path.endsWith('.conf')).map(({ path, entries }) => [path, entries]),
    ).toEqual([
      [after, ['docker.io']],
      [before, []],
    ])
    const memory = memoryOf(again).filter(([, { entries }]) => entries.length > 0)
    expect(planIn(podman, six, [hub], { texts: textsAfter(again, scene.texts), memory }).changes).toEqual([])
  })

  test('is the same file where both look in one place', () => {
    const near = { ...places, configHome: '/home/a/.config' }
    const desired = { mirrors: [hub], keepTheirs: true, strict: false }
    const first = podman.plan(filesOf(podman, five, desired, {}), desired, five, near)
    const files = filesOf(podman, six, desired, { texts: textsAfter(first), memory: memoryOf(first) })
    const listed = new Map([...files.files, [user, { kind: 'absent' } as const]])
    expect(podman.plan({ ...files, files: listed }, desired, six, near)).toMatchObject({ changes: [], refused: [] })
    const off = { mirrors: [], keepTheirs: true, strict: false }
    expect(podman.plan({ ...files, files: listed }, off, six, near).changes).toMatchObject([
      { path: before, after: null },
    ])
  })
})
