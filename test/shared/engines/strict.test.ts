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
