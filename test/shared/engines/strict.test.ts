import { describe, expect, test } from 'vitest'
import { parseHostsToml } from '../../../shared/codecs/hosts-toml.ts'
import { parseRegistriesConf } from '../../../shared/codecs/registries-conf.ts'
import type { Engine } from '../../../shared/engine.ts'
import { buildkit } from '../../../shared/engines/buildkit.ts'
import { buildx } from '../../../shared/engines/buildx.ts'
import { docker } from '../../../shared/engines/docker.ts'
import { podman } from '../../../shared/engines/podman.ts'
import { rancherFamily } from '../../../shared/engines/rancher.ts'
import type { DockerFacts, EngineFacts } from '../../../shared/facts.ts'
import type { Mirror } from '../../../shared/registry.ts'
import { readGolden } from '../../golden/golden.ts'
import { configFile, directoryOf, facts as containerdFacts, family, reading } from './containerd/scene.ts'
import { ca, dockerFacts, filesOf, memoryOf, mirror, places, planIn, podmanFacts, textsAfter, told } from './look.ts'

const hub = mirror('docker.io=http://m:5000')
const strict = { strict: true } as const
const containerd = family('containerd')
const known = containerdFacts('containerd', '2.1.9')
const hosts = `${directoryOf.containerd}/docker.io/hosts.toml`
const dropIn = '/etc/containers/registries.conf.d/zz-pullcord.conf'

const closed = <F extends EngineFacts>(engine: Engine<F>, facts: F, mirrors: readonly Mirror[], texts: object) =>
  engine.effective(
    filesOf(engine, facts, { mirrors, keepTheirs: true, strict: true }, { texts: { ...texts } }),
    facts,
    places,
  ).closed ?? []

describe('hosts.toml', () => {
  test.each(readGolden('hosts-toml-strict.txt'))('$name', ({ asked, before, after }) => {
    const mirrors = asked.map((url) => mirror(`docker.io=${url}`))
    const texts = { [configFile]: reading, ...(before !== '' && { [hosts]: before }) }
    const on = planIn(containerd, known, mirrors, { texts }, strict)
    expect(on.changes.map(({ path, after: text }) => [path, text])).toEqual([[hosts, after]])
    const then = textsAfter(on, texts)
    expect(closed(containerd, known, mirrors, then)).toEqual(['docker.io'])
    expect(planIn(containerd, known, mirrors, { texts: then, memory: memoryOf(on) }, strict).changes).toEqual([])
    // Edited since: what was set aside comes back, and the edit stays.
    for (const [text, expected] of [
      [after, before === '' ? null : before],
      [`${after}# later\n`, `${before}# later\n`],
    ] as const) {
      const [off] = planIn(containerd, known, [], { texts: { ...then, [hosts]: text }, memory: memoryOf(on) }).changes
      // Where the file was edited, a line end of ours may stay.
      expect(off?.after?.replaceAll(/(\r?\n)+/g, '\n') ?? null).toBe(expected?.replaceAll(/(\r?\n)+/g, '\n') ?? null)
      if (text === after) expect(off?.after).toBe(expected)
    }
  })

  test('the server is reached as the mirror is: by its authority, or unverified', () => {
    const typed = 'docker.io=https://m.lan'
    for (const [one, own] of [
      [mirror(typed, { ca }), { ca: `/etc/pullcord/ca/containerd-${ca.sha256}.crt` }],
      [mirror(typed, { insecure: true }), { skip_verify: true }],
    ] as const) {
      const on = planIn(containerd, known, [one], { texts: { [configFile]: reading } }, strict)
      const parsed = parseHostsToml(hosts, on.changes.find(({ path }) => path === hosts)?.after ?? '')
      expect(parsed).toMatchObject({ ok: true, value: { server: 'https://m.lan', own } })
    }
  })

  test('with memory lost, what equals ours goes, and what was set aside comes back', () => {
    const own = 'server = "https://registry-1.docker.io"\n'
    const texts = { [configFile]: reading, [hosts]: own }
    const on = planIn(containerd, known, [hub], { texts }, strict)
    const off = planIn(containerd, known, [], { texts: textsAfter(on, texts), owned: [hub] })
    expect(off.changes[0]?.after).toBe(own)
  })

  test('with memory lost, what merely stands beside a server of one’s own stays', () => {
    const own = 'server = "https://registry-1.docker.io"\ncapabilities = [ "pull", "resolve" ]\n'
    const texts = { [configFile]: reading, [hosts]: `${own}[host."http://m:5000"]\n` }
    expect(planIn(containerd, known, [], { texts, owned: [hub] }).changes).toMatchObject([{ after: own }])
  })

  test('strict and open again: the bytes of an open one', () => {
    const texts = { [configFile]: reading, [hosts]: 'server = "https://registry-1.docker.io"\n' }
    const open = planIn(containerd, known, [hub], { texts })
    const shut = planIn(containerd, known, [hub], { texts }, strict)
    const again = planIn(containerd, known, [hub], { texts: textsAfter(shut, texts), memory: memoryOf(shut) })
    expect(again.changes.map(({ after }) => after)).toEqual(open.changes.map(({ after }) => after))
    expect(told(shut).notes).toEqual(['strict-hosts', 'strict-set-aside'])
  })

  test.each([
    ['no server', '[host."http://m:5000"]\n', []],
    ['the hub as server', 'server = "https://index.docker.io/v2"\n[host."http://m:5000"]\n', []],
    ['the hub as a host', 'server = "http://m:5000"\n[host."https://registry-1.docker.io:443"]\n', []],
    ['another server, by hand', 'server = "http://m:5000"\n[host."http://n"]\n', ['docker.io']],
  ])('a file with %s', (_, text, expected) => {
    expect(closed(containerd, known, [hub], { [configFile]: reading, [hosts]: text })).toEqual(expected)
  })
})

describe('podman', () => {
  const system = podmanFacts('5.8.6')
  const user = podmanFacts('5.8.6', 'user')
  const mine = '/home/a/.config/containers/registries.conf.d/zz-pullcord.conf'

  test('its table is blocked, which is not taken for an administrator’s block', () => {
    const on = planIn(podman, system, [hub], {}, strict)
    const parsed = parseRegistriesConf(dropIn, on.changes[0]?.after ?? '')
    expect(parsed).toMatchObject({ ok: true, value: { tables: [{ prefix: 'docker.io', blocked: true }] } })
    expect(told(on)).toEqual({ refused: [], notes: ['strict-podman'] })
    const scene = { texts: textsAfter(on), memory: memoryOf(on) }
    const files = filesOf(podman, system, { mirrors: [hub], keepTheirs: true, strict: true }, scene)
    expect(podman.effective(files, system, places)).toMatchObject({ closed: ['docker.io'], problem: null })
    expect(planIn(podman, system, [hub], scene, strict)).toMatchObject({ changes: [], refused: [] })
    expect(planIn(podman, system, [], scene).changes).toMatchObject([{ after: null }])
  })

  test('a table of longer names leaves the upstream open', () => {
    const texts = {
      ...textsAfter(planIn(podman, system, [hub], {}, strict)),
      '/etc/containers/registries.conf.d/10-own.conf':
        '[[registry]]\nprefix = "docker.io/team"\nlocation = "t.lan/x"\n',
    }
    expect(closed(podman, system, [hub], texts)).toEqual([])
  })

  test.each([
    ['is refused without it', false, { refused: ['strict-elsewhere'], notes: ['podman-replaces', 'podman-keeps'] }],
    ['follows with it', true, { refused: [], notes: ['strict-podman', 'podman-replaces', 'podman-keeps'] }],
  ])('beside a strict system a user %s', (_, isStrict, expected) => {
    const texts = textsAfter(planIn(podman, system, [hub], {}, strict))
    expect(told(planIn(podman, user, [hub], { texts }, { strict: isStrict }))).toEqual(expected)
  })

  test('podman 6 hides the system’s drop-in behind the user’s; its block counts all the same', () => {
    const six = [podmanFacts('6.1.1'), podmanFacts('6.1.1', 'user')] as const
    const texts = textsAfter(planIn(podman, six[0], [hub], {}, strict))
    expect(told(planIn(podman, six[1], [hub], { texts })).refused).toEqual(['strict-elsewhere'])
    expect(told(planIn(podman, six[1], [hub], { texts }, strict)).refused).toEqual([])
  })

  test('an open table of the user’s over a strict system one is a problem', () => {
    const open = textsAfter(planIn(podman, user, [hub], {}))
    const texts = { ...textsAfter(planIn(podman, system, [hub], {}, strict)), ...open }
    expect(Object.keys(open)).toEqual([mine])
    const files = filesOf(podman, user, { mirrors: [hub], keepTheirs: true, strict: false }, { texts })
    expect(podman.effective(files, user, places).problem).toMatchObject({ code: 'strict-elsewhere' })
  })

  const table = (mirrors: string): string => `[[registry]]\nlocation = "docker.io"\n${mirrors}`
  const hubAgain = '[[registry.mirror]]\nlocation = "registry-1.docker.io"\n'
  const another = '[[registry.mirror]]\nlocation = "own.corp"\n'
  test.each<[string, string, boolean, readonly string[], readonly string[]]>([
    ['the hub', hubAgain, true, ['m:5000'], ['strict-left-out']],
    ['the hub before another', hubAgain + another, true, ['m:5000', 'own.corp'], ['podman-keeps', 'strict-left-out']],
    ['the hub, which goes anyway', hubAgain, false, ['m:5000'], ['podman-drops']],
  ])('a mirror of theirs that is %s', (_, mirrors, keepTheirs, expected, notes) => {
    const texts = { '/etc/containers/registries.conf': table(mirrors) }
    const on = planIn(podman, system, [hub], { texts }, { strict: true, keepTheirs })
    const parsed = parseRegistriesConf(dropIn, on.changes[0]?.after ?? '')
    const found = parsed.ok ? parsed.value.tables[0]?.mirrors : []
    expect(found?.map(({ location }) => location)).toEqual(expected)
    expect(told(on).notes).toEqual(['strict-podman', 'podman-replaces', ...notes])
    expect(closed(podman, system, [hub], textsAfter(on, texts))).toEqual(['docker.io'])
  })

  test.each<[string, string, readonly string[]]>([
    ['a mirror elsewhere', `${table('blocked = true\n')}${another}`, ['docker.io']],
    ['the hub as its mirror', `${table('blocked = true\n')}${hubAgain}`, []],
    [
      'longer names that lead to the hub',
      `${table('blocked = true\n')}${another}[[registry]]\nlocation = "docker.io/team"\nblocked = true\n${hubAgain}`,
      [],
    ],
  ])('a block by hand with %s', (_, text, expected) => {
    expect(closed(podman, system, [hub], { '/etc/containers/registries.conf': text })).toEqual(expected)
  })

  test('an administrator’s block stays one', () => {
    const texts = { '/etc/containers/registries.conf': '[[registry]]\nlocation = "docker.io"\nblocked = true\n' }
    expect(told(planIn(podman, user, [hub], { texts }, strict)).refused).toEqual(['podman-blocked'])
  })
})

describe('docker', () => {
  const path = '/etc/docker/certs.d/docker.io/hosts.toml'
  test.each<readonly [string, DockerFacts['store'], string, readonly string[], boolean]>([
    ['28.5.2', 'containerd', 'strict-hosts', ['docker.io'], true],
    ['28.5.2', 'classic', 'strict-docker-classic', [], true],
    ['28.5.2', null, 'strict-docker-classic', [], true],
    ['26.1.5', 'containerd', 'strict-docker-list', [], false],
    ['20.10.24', 'classic', 'strict-docker-list', [], false],
  ])('%s, %s store: %s', (version, store, note, shut, hasServer) => {
    const facts = dockerFacts(version, store)
    const on = planIn(docker, facts, [hub], {}, strict)
    expect(on.refused).toEqual([])
    expect(told(on).notes[0]).toBe(note)
    const texts = textsAfter(on)
    expect(texts[path]?.includes('server = "http://m:5000"') ?? false).toBe(hasServer)
    expect(closed(docker, facts, [hub], texts)).toEqual(shut)
  })
})

test('what cannot be strict is mirrored all the same, and says so', () => {
  const k3s = rancherFamily('k3s')
  const rancher = { id: 'k3s', scope: 'system', version: null, running: null } as const
  expect(told(planIn(k3s, rancher, [hub], {}, strict))).toEqual({ refused: [], notes: ['strict-rancher'] })
  expect(planIn(k3s, rancher, [hub], {}, strict).changes).toHaveLength(1)
  const set = { ...rancher, strict: '/etc/rancher/k3s/config.yaml' }
  expect(told(planIn(k3s, set, [hub], {}, strict)).notes).toEqual(['rancher-strict'])
  expect(closed(k3s, set, [hub], textsAfter(planIn(k3s, set, [hub], {}, strict)))).toEqual(['docker.io'])
  const daemon = { id: 'buildkit', scope: 'system', version: null, running: null } as const
  expect(told(planIn(buildkit, daemon, [hub], {}, strict)).notes).toContain('strict-buildkit')
  const builders = { id: 'buildx', scope: 'user', version: null, builders: [] } as const
  expect(told(planIn(buildx, builders, [hub], {}, strict)).notes).toContain('strict-buildkit')
})

describe('K3s that is set not to fall back', () => {
  const k3s = rancherFamily('k3s')
  const path = '/etc/rancher/k3s/registries.yaml'
  const set = {
    id: 'k3s',
    scope: 'system',
    version: null,
    running: null,
    strict: '/etc/rancher/k3s/config.yaml',
  } as const
  const named = (name: string, ...endpoints: readonly string[]): string =>
    `mirrors:\n  "${name}":\n    endpoint:\n${endpoints.map((one) => `      - "${one}"\n`).join('')}`
  const own = 'https://own.corp'
  const itself = 'https://registry-1.docker.io/v2'
  test.each<[string, string, string, readonly string[], readonly string[]]>([
    ['the hub alone', named('docker.io', itself), hub.url, ['strict-left-out'], ['docker.io']],
    [
      'the hub before another',
      named('docker.io', itself, own),
      `${hub.url} ${own}`,
      ['rancher-keeps', 'strict-left-out'],
      ['docker.io'],
    ],
    [
      'the hub for all',
      named('*', own, itself),
      `${own} ${itself} ${hub.url} ${own}`,
      ['rancher-star-kept', 'strict-left-out'],
      ['*', 'docker.io'],
    ],
  ])('%s', (_, text, endpoints, notes, shut) => {
    const texts = { [path]: text }
    const on = planIn(k3s, set, [hub], { texts }, strict)
    expect(on.refused).toEqual([])
    expect(on.changes[0]!.after!.match(/https?:[^"\s]+/g)!.join(' ')).toBe(endpoints)
    expect(told(on).notes).toEqual([...notes, 'rancher-strict'])
    const then = textsAfter(on, texts)
    expect(closed(k3s, set, [hub], then)).toEqual(shut)
    const memory = memoryOf(on)
    expect(planIn(k3s, set, [hub], { texts: then, memory }, strict).changes).toEqual([])
    const edited = { [path]: `# later\n${then[path]}` }
    expect(planIn(k3s, set, [], { texts: edited, memory }).changes[0]?.after).toBe(`# later\n${text}`)
  })

  test('where strict mode is off, the hub stays on the list, and nothing is said to be closed', () => {
    const texts = { [path]: named('docker.io', itself) }
    const on = planIn(k3s, set, [hub], { texts })
    expect(told(on).notes).toEqual(['rancher-keeps'])
    expect(closed(k3s, set, [hub], textsAfter(on, texts))).toEqual([])
  })

  test('one that falls back by itself keeps what is on the list', () => {
    const open = { ...set, strict: null }
    const on = planIn(k3s, open, [hub], { texts: { [path]: named('docker.io', itself) } }, strict)
    expect(told(on).notes).toEqual(['strict-rancher', 'rancher-keeps'])
    expect(closed(k3s, open, [hub], textsAfter(on))).toEqual([])
  })
})
