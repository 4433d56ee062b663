import { describe, expect, test } from 'vitest'
import { podman } from '../../../shared/engines/podman.ts'
import { notice } from '../../../shared/notice.ts'
import { filesOf, memoryOf, mirror, places, planIn, podmanFacts, textsAfter, told, type Scene } from './look.ts'

const etc = '/etc/containers/registries.conf'
const dropIn = `${etc}.d/zz-pullcord.conf`
const user = '/home/a/.config/containers/registries.conf'
const hub = mirror('docker.io=http://192.168.11.2:6000')
const facts = podmanFacts('5.4.2')
const table = (...rows: readonly string[]): string => `[[registry]]\nlocation = "docker.io"\n${rows.join('\n')}\n`
const own = (location: string): string => `[[registry.mirror]]\nlocation = "${location}"`

test('a drop-in of our own, and nothing else', () => {
  const { changes, refused, reloads, notes } = planIn(podman, facts, [hub], { texts: { [etc]: '# comments\n' } })
  expect([refused, reloads, notes]).toEqual([[], [], []])
  expect(changes).toMatchObject([{ path: dropIn, before: null, base: null, via: null, entries: ['docker.io'] }])
  expect(changes[0]?.after).toBe(
    '# Written by Pullcord; “pullcord off” takes it away.\n\n[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n\n' +
      '  [[registry.mirror]]\n  location = "192.168.11.2:6000"\n  insecure = true\n',
  )
})

test('on and on again has nothing to do, and off takes the file away', () => {
  const on = planIn(podman, facts, [hub], {})
  const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on) }
  expect(planIn(podman, facts, [hub], scene).changes).toEqual([])
  expect(planIn(podman, facts, [], scene).changes).toMatchObject([{ path: dropIn, after: null, base: null }])
  expect(planIn(podman, facts, [], {}).changes).toEqual([])
})

describe('what is there already', () => {
  test.each<readonly [string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    [
      'a blocked upstream',
      { [`${etc}.d/10-policy.conf`]: table('blocked = true') },
      ['podman-blocked'],
      ['podman-replaces'],
    ],
    [
      'a block that a later file lifts',
      { [`${etc}.d/1.conf`]: table('blocked = true'), [`${etc}.d/2.conf`]: table() },
      [],
      ['podman-replaces'],
    ],
    ['a block on another upstream', { [etc]: table('blocked = true').replace('docker', 'quay') }, [], []],
    ['mirrors of their own', { [etc]: table(own('own:1')) }, [], ['podman-replaces', 'podman-keeps']],
    ['a table of their own without mirrors', { [etc]: table('insecure = true') }, [], ['podman-replaces']],
    ['a longer prefix', { [etc]: table().replace('docker.io', 'docker.io/team') }, [], ['podman-longer']],
    ['a later drop-in', { [`${etc}.d/zzz.conf`]: table() }, ['podman-outranked'], ['podman-replaces']],
    ['a later drop-in of another upstream', { [`${etc}.d/zzz.conf`]: table().replace('docker', 'quay') }, [], []],
    ['a drop-in in our name', { [dropIn]: table() }, ['file-foreign'], []],
    ['a broken drop-in', { [`${etc}.d/50.conf`]: '[[registry]]\nlocation = "x\n' }, ['unparseable-file'], []],
    ['a broken file that is not read', { [`${etc}.d/50.conf.bak`]: '[[' }, [], []],
    ['a main file of root', { '/root/.config/containers/registries.conf': '' }, ['podman-silenced'], []],
  ])('%s', (_, texts, refused, notes) => {
    const plan = planIn(podman, facts, [hub], { texts })
    expect(told(plan)).toEqual({ refused, notes })
    expect(plan.changes.map(({ path }) => path)).toEqual(refused.length === 0 ? [dropIn] : [])
    expect(planIn(podman, facts, [], { texts })).toMatchObject({ changes: [], refused: [] })
  })

  test('what cannot be read is refused, too', () => {
    const held = {
      kind: 'refused',
      notice: notice('file-hard-link', { path: dropIn, count: 2 }),
      digest: null,
    } as const
    expect(told(planIn(podman, facts, [hub], { refused: { [dropIn]: held } })).refused).toEqual(['file-hard-link'])
    expect(told(planIn(podman, facts, [hub], { refused: { [`${etc}.d/9.conf`]: held } })).refused).toEqual([
      'file-hard-link',
    ])
  })

  test('a refusal names file, line and column', () => {
    const plan = planIn(podman, facts, [hub], { texts: { [`${etc}.d/50.conf`]: '[[registry]]\nlocation = "x\n' } })
    expect(plan.refused).toMatchObject([{ path: `${etc}.d/50.conf`, line: 2, column: 14 }])
  })
})

describe('what keeps podman from its files', () => {
  const mine = podmanFacts('5.8.6', 'user')
  const directory = `${user}.d`

  test.each<readonly [string, string, readonly string[], boolean]>([
    ['CONTAINERS_REGISTRIES_CONF', '5.8.6', ['podman-environment'], true],
    ['REGISTRIES_CONFIG_PATH', '5.8.6', ['podman-environment'], true],
    ['CONTAINERS_REGISTRIES_CONF_OVERRIDE', '5.8.6', [], false],
    ['CONTAINERS_REGISTRIES_CONF', '6.1.1', ['podman-environment'], true],
    ['CONTAINERS_REGISTRIES_CONF_OVERRIDE', '6.1.1', ['podman-environment'], true],
    ['REGISTRIES_CONFIG_PATH', '6.1.1', [], false],
  ])('%s, for podman %s', (name, version, refused, isProblem) => {
    const elsewhere = { ...podmanFacts(version, 'user'), environment: [name] }
    expect(told(planIn(podman, elsewhere, [hub], {})).refused).toEqual(refused)
    expect(told(planIn(podman, elsewhere, [], {})).refused).toEqual([])
    const files = filesOf(
      podman,
      elsewhere,
      { mirrors: [], keepTheirs: true, strict: false },
      { texts: { [etc]: table(own('a:1')) } },
    )
    const { endpoints, problem } = podman.effective(files, elsewhere, places)
    expect([problem !== null, endpoints.length]).toEqual([isProblem, isProblem ? 0 : 1])
  })

  test('a directory that may not be read', () => {
    const closed = [`${etc}.d`]
    expect(told(planIn(podman, mine, [hub], { closed })).refused).toEqual(['podman-directory-closed'])
    expect(told(planIn(podman, mine, [], { closed })).refused).toEqual([])
    const files = filesOf(podman, mine, { mirrors: [], keepTheirs: true, strict: false }, { closed })
    expect(podman.effective(files, mine, places).problem).toMatchObject({ values: { path: `${etc}.d` } })
    // A user may not look where root's podman may.
    expect(told(planIn(podman, facts, [hub], { closed })).refused).toEqual([])
    expect(told(planIn(podman, mine, [hub], { closed, texts: { [user]: '' } })).refused).toEqual([])
  })

  test('files of root’s that only root may read are no reason to call podman broken', () => {
    const closed = (path: string) =>
      ({ [path]: { kind: 'refused', notice: notice('file-forbidden', { path }), digest: null } }) as const
    const look = (one: typeof facts, path: string) => {
      const scene: Scene = { texts: { [`${etc}.d/1.conf`]: table(own('a:1')) }, refused: closed(path) }
      return podman.effective(
        filesOf(podman, one, { mirrors: [], keepTheirs: true, strict: false }, scene),
        one,
        places,
      )
    }
    expect(look(facts, '/root/.config/containers/registries.conf')).toMatchObject({
      endpoints: [{ endpoint: 'a:1' }],
      problem: null,
    })
    expect(look(mine, etc).problem).toMatchObject({ code: 'podman-config-broken' })
  })

  test('a directory that is itself a link, up to 5.8', () => {
    const on = planIn(podman, mine, [hub], {})
    const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on), links: [directory] }
    expect(told(planIn(podman, mine, [hub], scene)).refused).toEqual(['podman-directory-link'])
    expect(planIn(podman, mine, [], scene)).toMatchObject({ refused: [], changes: [{ after: null }] })
    const files = filesOf(podman, mine, { mirrors: [], keepTheirs: true, strict: false }, scene)
    expect(podman.effective(files, mine, places)).toMatchObject({
      endpoints: [],
      problem: { code: 'podman-directory-link', values: { path: directory } },
    })
    expect(told(planIn(podman, podmanFacts('6.1.1', 'user'), [hub], { links: [directory] })).refused).toEqual([])
  })

  test.each(['10-policy.conf', 'zzz.conf'])('a block that someone sets in %s after we were on', (name) => {
    const on = planIn(podman, facts, [hub], {})
    const texts = { ...textsAfter(on), [`${etc}.d/${name}`]: table('blocked = true') }
    const look = (scene: Scene) =>
      podman.effective(filesOf(podman, facts, { mirrors: [], keepTheirs: true, strict: false }, scene), facts, places)
    expect(look({ texts, memory: memoryOf(on) })).toMatchObject({
      endpoints: name < 'zz' ? [{ endpoint: '192.168.11.2:6000' }] : [],
      problem: { code: 'podman-blocked', values: { upstream: 'docker.io', path: `${etc}.d/${name}` } },
    })
    expect(look({ texts: { [`${etc}.d/${name}`]: table('blocked = true') } }).problem).toBeNull()
  })
})

describe('places', () => {
  test.each([
    ['4.3.1', 'user', `${user}.d/zz-pullcord.conf`],
    ['5.8.6', 'user', `${user}.d/zz-pullcord.conf`],
    ['6.1.1', 'user', '/home/a/cfg/containers/registries.conf.d/zz-pullcord.conf'],
    ['', 'user', `${user}.d/zz-pullcord.conf`],
    ['6.1.1', 'system', dropIn],
  ] as const)('podman %s, %s scope', (version, scope, path) => {
    expect(planIn(podman, podmanFacts(version, scope), [hub], {}).changes.map((change) => change.path)).toEqual([path])
  })

  test('a user’s podman is stopped by nothing that only counts for root', () => {
    const texts = { '/root/.config/containers/registries.conf': '', [`${etc}.d/zzz.conf`]: table() }
    expect(told(planIn(podman, podmanFacts('5.8.6', 'user'), [hub], { texts }))).toEqual({
      refused: [],
      notes: ['podman-replaces'],
    })
  })
})

test('an IPv6 mirror is passed over, with the reason; the others are used', () => {
  const six = mirror('docker.io=http://[::1]:5000')
  expect(podman.supports(six, facts)).toMatchObject({ ok: false, notice: { code: 'podman-ipv6' } })
  expect([podman.spell(six, facts), podman.spell(hub, facts)]).toEqual([null, '192.168.11.2:6000'])
  expect(planIn(podman, facts, [six], {}).changes).toEqual([])
  expect(planIn(podman, facts, [six, hub], {}).changes[0]?.after).not.toContain('::1')
})

describe('what the files make podman use', () => {
  const effective = (texts: Readonly<Record<string, string>>) =>
    podman.effective(filesOf(podman, facts, { mirrors: [], keepTheirs: true, strict: false }, { texts }), facts, places)

  test('mirrors in the order they are tried, of every file that counts', () => {
    expect(
      effective({
        [etc]: table(own('lost:1')),
        [`${etc}.d/5.conf`]: `${table(own('a:1'), own('b/c'))}${table(own('second:1'))}`,
      }),
    ).toEqual({
      closed: [],
      endpoints: [
        { upstream: 'docker.io', endpoint: 'a:1' },
        { upstream: 'docker.io', endpoint: 'b/c' },
      ],
      problem: null,
    })
  })

  test('nothing while one file is broken', () => {
    const { endpoints, problem } = effective({ [etc]: table(own('a:1')), [`${etc}.d/5.conf`]: '\n[[' })
    expect(endpoints).toEqual([])
    expect(problem).toMatchObject({ code: 'podman-config-broken', values: { path: `${etc}.d/5.conf`, line: 2 } })
  })
})
