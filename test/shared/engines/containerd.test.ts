import { describe, expect, test } from 'vitest'
import type { ContainerdId } from '../../../shared/facts.ts'
import { configFile, directoryOf, facts, family, reading } from './containerd/scene.ts'
import { ca, filesOf, memoryOf, mirror, places, planIn, textsAfter, told, type Scene } from './look.ts'

const hub = mirror('docker.io=http://m.lan:5000')
const quay = mirror('quay.io=https://h.lan/quay', { ca })
const ids: readonly ContainerdId[] = ['containerd', 'microk8s', 'nerdctl']
const file = (id: ContainerdId, upstream: string): string => `${directoryOf[id]}/${upstream}/hosts.toml`

// As the snap ships it.
const stock = `server = "https://docker.io"

[host."https://registry-1.docker.io"]
  capabilities = ["pull", "resolve"]
`

test.each(ids)('%s is told in one file an upstream, and one an authority', (id) => {
  const plan = planIn(family(id), facts(id, '2.1.9'), [hub, quay], { texts: { [configFile]: reading } })
  const scope = id === 'nerdctl' ? places.configHome : '/etc'
  const authority = `${scope}/pullcord/ca/${id}-${ca.sha256}.crt`
  expect(plan.changes.map(({ path }) => path)).toEqual([authority, file(id, 'docker.io'), file(id, 'quay.io')])
  expect(plan.changes[1]?.after).toContain('[host."http://m.lan:5000"]\ncapabilities = [ "pull", "resolve" ]\n')
  expect(plan.changes[2]?.after).toContain(
    `[host."https://h.lan/v2/quay"]\ncapabilities = [ "pull", "resolve" ]\noverride_path = true\nca = "${authority}"\ndial_timeout`,
  )
  expect(plan).toMatchObject({ refused: [], reloads: [] })
})

test.each(ids)('%s: off after on leaves nothing, whatever else is remembered', (id) => {
  const on = planIn(family(id), facts(id, '1.7.24'), [hub, quay], { texts: { [configFile]: reading } })
  const docker: NonNullable<Scene['memory']> = [
    [
      { kind: 'pullcord-ca', scope: 'system', sha256: ca.sha256 },
      { before: null, beforeDigest: null, written: ['sha256:x'], entries: [] },
    ],
  ]
  const texts = { ...textsAfter(on), [configFile]: reading, [`/etc/pullcord/ca/${ca.sha256}.crt`]: ca.pem }
  const off = planIn(family(id), facts(id, '1.7.24'), [], { texts, memory: [...memoryOf(on), ...docker] })
  expect(off.changes.map(({ path, after }) => [path, after])).toEqual(
    [...on.changes.slice(1), on.changes[0]!].map(({ path }) => [path, null]),
  )
})

test('the stock file of MicroK8s stays behind ours, and comes back byte for byte', () => {
  const scene: Scene = { texts: { [file('microk8s', 'docker.io')]: stock } }
  const on = planIn(family('microk8s'), facts('microk8s', '1.32.3'), [hub], scene)
  expect(on.changes[0]?.after).toMatch(
    /^server = "https:\/\/docker.io"\n\n\[host."http:\/\/m.lan:5000"\][^]*\n\[host."https:\/\/registry-1.docker.io"\]\n {2}capabilities = \["pull", "resolve"\]\n$/,
  )
  // The restart is offered, not made.
  expect(told(on)).toEqual({ refused: [], notes: ['microk8s-restart'] })
  const off = planIn(family('microk8s'), facts('microk8s', '1.32.3'), [], {
    texts: textsAfter(on),
    memory: memoryOf(on),
  })
  expect(off.changes).toMatchObject([{ after: stock }])
  expect(told(off).notes).toEqual([])
})

describe('what a person should know', () => {
  const notes = (texts: Readonly<Record<string, string>>) =>
    told(
      planIn(family('containerd'), facts('containerd', '2.1.9'), [hub], { texts: { [configFile]: reading, ...texts } }),
    ).notes

  test('a server that is no hub is where pulls go when no mirror answers', () => {
    expect(notes({ [file('containerd', 'docker.io')]: 'server = "https://docker.io"\n' })).toEqual([
      'containerd-server-docker-io',
    ])
    expect(notes({ [file('containerd', 'docker.io')]: 'server = "https://registry-1.docker.io"\n' })).toEqual([])
    expect(notes({ [file('containerd', 'docker.io')]: stock })).toEqual([])
  })

  test('_default is never touched, and a directory of ours takes its place', () => {
    const other = { [file('containerd', '_default')]: 'server = "https://x"\n' }
    expect(notes(other)).toEqual(['containerd-default-shadowed'])
    expect(notes({ ...other, [file('containerd', 'docker.io')]: stock })).toEqual([])
    const plan = planIn(family('containerd'), facts('containerd', '2.1.9'), [hub], {
      texts: { [configFile]: reading, ...other },
    })
    expect(plan.changes.map(({ path }) => path)).toEqual([file('containerd', 'docker.io')])
  })
})

test('rootless containerd cannot reach this machine’s loopback, and others can', () => {
  const local = mirror('docker.io=http://127.0.0.1:6000')
  expect(family('nerdctl').supports(local, facts('nerdctl', '2.0'))).toMatchObject({
    ok: false,
    notice: { code: 'nerdctl-loopback' },
  })
  expect(family('containerd').supports(local, facts('containerd', '2.1'))).toMatchObject({ ok: true })
  const plan = planIn(family('nerdctl'), facts('nerdctl', '2.0'), [local, hub], {})
  expect(plan.changes[0]?.after).not.toContain('127.0.0.1')
})

describe('what the files make containerd use', () => {
  const effective = (texts: Readonly<Record<string, string>>, readers?: readonly string[]) => {
    const known = facts('containerd', '1.7.24', readers && { readers })
    const files = filesOf(family('containerd'), known, { mirrors: [hub], keepTheirs: true, strict: false }, { texts })
    return family('containerd').effective(files, known, places)
  }
  const theirs = { [file('containerd', 'docker.io')]: '[host."http://own:1/v2/x"]\noverride_path = true\n' }
  const used = { endpoints: [{ upstream: 'docker.io', endpoint: 'http://own:1/x' }], closed: [], problem: null }

  test('hosts of anybody’s, where config_path leads to them', () => {
    expect(effective({ ...theirs, [configFile]: reading })).toEqual(used)
    expect(effective({ [configFile]: reading })).toEqual({ endpoints: [], closed: [], problem: null })
    expect(effective({})).toEqual({ endpoints: [], closed: [], problem: null })
  })

  test('those of _default are for other registries', () => {
    expect(effective({ [file('containerd', '_default')]: '[host."http://own:1"]\n', [configFile]: reading })).toEqual({
      endpoints: [],
      closed: [],
      problem: null,
    })
  })

  test.each([
    ['no config.toml', {}, 'containerd-not-read'],
    ['an empty one', { [configFile]: 'version = 2\n' }, 'containerd-not-read'],
    ['another directory', { [configFile]: reading.replace('/certs.d', '/other') }, 'containerd-other-directory'],
    ['a broken one', { [configFile]: 'version = \n' }, 'unparseable-file'],
  ])('and are not read with %s', (_, config, code) => {
    expect(effective({ ...theirs, ...config })).toMatchObject({ endpoints: [], problem: { code } })
    // nerdctl looks there by itself.
    expect(effective({ ...theirs, ...config }, ['nerdctl', 'crictl'])).toEqual(used)
  })

  test('with the CRI plugin off, ctr and nerdctl still read them', () => {
    expect(effective({ ...theirs, [configFile]: 'disabled_plugins = ["cri"]\n' })).toEqual(used)
  })
})
