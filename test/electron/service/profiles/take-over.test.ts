import { describe, expect, test } from 'vitest'
import type { EngineStatus } from '../../../../shared/contract.ts'
import type { EngineSpec } from '../../../../shared/engine-spec.ts'
import { dropIn, list, opened, set } from './opened.ts'

const hub = 'http://m.lan:5000'
const dfinit = `server = "https://index.docker.io"

[host."http://127.0.0.1:4001"]
capabilities = ["pull", "resolve"]

[host."http://127.0.0.1:4001".header]
X-Dragonfly-Registry = "https://index.docker.io"
`

async function effective(
  core: Awaited<ReturnType<typeof opened>>['core'],
): Promise<readonly EngineStatus['effective'][]> {
  return (await core.call('status.read', { probe: false })).engines.map((engine) => engine.effective)
}

describe('daemon.json', () => {
  test.each([
    `{\n  "registry-mirrors": ["${hub}"]\n}\n`,
    `{"debug": true, "registry-mirrors": ["${hub}/"], "log-level": "warn"}`,
    `{\n\t"registry-mirrors": [\n\t\t"${hub}"\n\t],\n\t"debug": false\n}`,
  ])('is taken over as it stands; off takes the mirror out, undo brings it back: %j', async (text) => {
    const { core, has } = await opened({ [list]: text }, ['docker'])
    const before = await effective(core)
    const found = await core.call('import.look', {})
    expect(found.entries).toMatchObject([
      { upstream: 'docker.io', path: list, mirror: { url: hub }, fate: 'added', owned: true, why: null },
    ])
    expect(found.notes).toMatchObject([{ code: 'by-hand-off' }])
    const { engines, settings } = await core.call('import.take', { expect: found.id })
    expect(engines).toMatchObject([{ failure: null, notes: [] }])
    expect(settings.mirrors).toMatchObject([{ upstream: 'docker.io', url: hub }])
    expect(has(list)).toBe(text)
    expect(await effective(core)).toEqual(before)
    expect(await core.call('status.read', { probe: false })).toMatchObject({ switch: 'on' })
    expect(await core.call('switch.set', { ...set, to: 'off' })).toMatchObject({ changed: true })
    expect(await effective(core)).toEqual([[]])
    await core.call('history.undo', { id: null, accept: true })
    expect(await effective(core)).toEqual(before)
    expect(JSON.parse(has(list) ?? '')).toEqual(JSON.parse(text.replace(`${hub}/`, hub)))
  })

  test('what stands beside ours is found, and stays a person’s', async () => {
    const { core, disk } = await opened({}, ['docker'])
    await core.call('mirror.add', { draft: { upstream: 'docker.io', url: hub, insecure: false, ca: null } })
    await core.call('switch.set', set)
    disk.edit(list, `{"registry-mirrors": ["${hub}", "https://mine.lan"]}`)
    const { id, entries } = await core.call('import.look', {})
    expect(entries).toMatchObject([
      { mirror: { url: 'https://mine.lan' }, fate: 'added', owned: false, why: { code: 'by-hand-not-ours' } },
    ])
    await core.call('import.take', { expect: id })
    expect((await core.call('settings.read', {})).mirrors.map(({ url }) => url)).toEqual([hub, 'https://mine.lan'])
  })

  test('that is root’s goes on a user’s list, and only root can take it over', async () => {
    const { core, has } = await opened({ [list]: `{"registry-mirrors": ["${hub}"]}` }, ['docker'], 1000)
    const { id, entries, notes } = await core.call('import.look', {})
    expect(entries).toMatchObject([{ fate: 'added', owned: false, why: { code: 'by-hand-needs-root' } }])
    expect(notes).toEqual([])
    expect(await core.call('import.take', { expect: id })).toMatchObject({
      settings: { mirrors: [{ url: hub }] },
      engines: [],
    })
    expect(has('/var/lib/pullcord')).toBeUndefined()
  })

  test('a file that has changed since it was shown is not taken over', async () => {
    const { core, disk } = await opened({ [list]: `{"registry-mirrors": ["${hub}"]}` }, ['docker'])
    const { id } = await core.call('import.look', {})
    disk.edit(list, '{"registry-mirrors": ["https://other.lan"]}')
    await expect(core.call('import.take', { expect: id })).rejects.toMatchObject({ notice: { code: 'offer-stale' } })
    expect((await core.call('settings.read', {})).mirrors).toEqual([])
  })

  test('what was taken over is found no more, and cannot be undone as if it had changed something', async () => {
    const { core } = await opened({ [list]: `{"registry-mirrors": ["${hub}"]}` }, ['docker'])
    const { id } = await core.call('import.look', {})
    await core.call('import.take', { expect: id })
    expect(await core.call('import.look', {})).toMatchObject({ entries: [], notes: [{ code: 'by-hand-nothing' }] })
    expect(await core.call('history.read', { limit: 10 })).toMatchObject([
      { verb: 'import', fixed: { code: 'undo-of-import' } },
    ])
  })

  test('a proxy for everything is no mirror', async () => {
    const proxies = { 'http-proxy': 'http://127.0.0.1:4001', 'https-proxy': 'http://user:secret@127.0.0.1:4001' }
    const { core } = await opened({ [list]: JSON.stringify({ proxies }) }, ['docker'])
    const { entries } = await core.call('import.look', {})
    expect(entries).toMatchObject([
      { fate: 'left', mirror: null, why: { code: 'by-hand-proxy' } },
      { fate: 'left', mirror: null, why: { code: 'by-hand-proxy' } },
    ])
    expect(JSON.stringify(entries)).not.toContain('secret')
  })
})

describe('registries.conf', () => {
  // As dfinit writes it whole [S: dragonflyoss/client, podman.rs].
  const conf = `unqualified-search-registries = ["docker.io"]

[[registry]]
prefix = "docker.io"
location = "docker.io"

[[registry.mirror]]
insecure = true
location = "127.0.0.1:4001"

[[registry]]
prefix = "quay.io/team"
location = "quay.io/team"

[[registry.mirror]]
location = "q.lan/team"
`

  test('goes on the list, and the file stays the person’s', async () => {
    const { core, has } = await opened({ '/etc/containers/registries.conf': conf }, ['podman'])
    const before = await effective(core)
    const found = await core.call('import.look', {})
    expect(found.entries).toMatchObject([
      {
        line: 9,
        mirror: { url: 'http://127.0.0.1:4001' },
        fate: 'added',
        owned: false,
        why: { code: 'by-hand-plain' },
      },
      { line: 16, mirror: null, fate: 'left', why: { code: 'by-hand-prefix' } },
    ])
    await core.call('import.take', { expect: found.id })
    expect(await effective(core)).toEqual(before)
    await core.call('switch.set', set)
    expect((await effective(core))[0]).toEqual(expect.arrayContaining([...(before[0] ?? [])]))
    await core.call('switch.set', { ...set, to: 'off' })
    expect(await effective(core)).toEqual(before)
    expect([has('/etc/containers/registries.conf'), has(dropIn)]).toEqual([conf, undefined])
  })
})

describe('hosts.toml', () => {
  const file = '/etc/containerd/certs.d/docker.io/hosts.toml'
  const config = {
    '/etc/containerd/config.toml':
      'version = 2\n[plugins."io.containerd.grpc.v1.cri".registry]\nconfig_path = "/etc/containerd/certs.d"\n',
  }

  test('of Dragonfly needs a header, and is left to dfinit', async () => {
    const { core } = await opened({ ...config, [file]: dfinit }, ['containerd'])
    expect((await core.call('import.look', {})).entries).toMatchObject([
      { path: file, line: 3, fate: 'left', why: { code: 'by-hand-dragonfly' } },
    ])
  })

  test('as Pullcord writes it elsewhere is taken over; any other goes on the list alone', async () => {
    const ours = await opened(config, ['containerd'])
    await ours.core.call('mirror.add', { draft: { upstream: 'docker.io', url: hub, insecure: false, ca: null } })
    await ours.core.call('switch.set', set)
    const text = ours.has(file) ?? ''
    const { core, has } = await opened({ ...config, [file]: text }, ['containerd'])
    const found = await core.call('import.look', {})
    expect(found.entries).toMatchObject([{ mirror: { url: hub }, owned: true }])
    await core.call('import.take', { expect: found.id })
    await core.call('switch.set', { ...set, to: 'off' })
    expect(has(file)).toBeUndefined()
    await core.call('history.undo', { id: null, accept: true })
    expect(has(file)).toBe(text)

    const other = `[host."${hub}"]\ncapabilities = ["pull", "resolve"]\n`
    const byHand = await opened({ ...config, '/etc/containerd/certs.d/quay.io/hosts.toml': other }, ['containerd'])
    expect((await byHand.core.call('import.look', {})).entries).toMatchObject([
      { upstream: 'quay.io', mirror: { url: hub }, fate: 'added', owned: false, why: { code: 'by-hand-not-ours' } },
    ])
  })
})

test('engines that differ are told of, since the list is one for all', async () => {
  const { core } = await opened({
    [list]: `{"registry-mirrors": ["${hub}"]}`,
    '/etc/containers/registries.conf':
      '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "p.lan"\n',
  })
  const { notes } = await core.call('import.look', {})
  expect(notes.map(({ code }) => code)).toEqual(['by-hand-off', 'by-hand-all'])
})

test('registries.yaml and buildkitd.toml go on the list too', async () => {
  const { core } = await opened(
    {
      '/etc/rancher/k3s/registries.yaml': `mirrors:\n  docker.io:\n    endpoint:\n      - "${hub}"\n`,
      '/etc/rancher/rke2/registries.yaml': 'mirrors:\n  "*":\n    endpoint:\n      - "https://all.lan"\n',
      '/etc/buildkit/buildkitd.toml':
        '[registry."docker.io"]\nmirrors = ["m.lan:5000"]\n[registry."m.lan:5000"]\nhttp = true\n',
    },
    ['k3s', 'rke2', 'buildkit'],
  )
  expect((await core.call('import.look', {})).entries).toMatchObject([
    { engine: { id: 'k3s' }, line: 4, mirror: { url: hub }, owned: true },
    { engine: { id: 'rke2' }, line: 4, mirror: null, why: { code: 'by-hand-default' } },
    { engine: { id: 'buildkit' }, line: 2, mirror: { url: hub }, owned: true },
  ])
})

test.each<[string, EngineSpec['id'], string, string]>([
  ['daemon.json', 'docker', list, '{"registry-mirrors": ["https://user:s3cr3t@m.corp"]}'],
  ['hosts.toml', 'containerd', '/etc/containerd/certs.d/docker.io/hosts.toml', '[host."https://user:s3cr3t@m.corp"]\n'],
  [
    'registries.conf',
    'podman',
    '/etc/containers/registries.conf',
    '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "user:s3cr3t@m.corp"\n',
  ],
])('a login in %s stays there: neither what is found nor the status shows it', async (_, engine, path, text) => {
  const { core } = await opened({ [path]: text }, [engine])
  const found = await core.call('import.look', {})
  expect(found.entries).toMatchObject([{ mirror: null, fate: 'left', why: { code: expect.any(String) } }])
  const told = JSON.stringify([found, await core.call('status.read', { probe: false })])
  expect(told).toContain('•••@m.corp')
  expect(told).not.toContain('s3cr3t')
})
