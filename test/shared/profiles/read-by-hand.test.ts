import { expect, test } from 'vitest'
import { noMirrors } from '../../../shared/engine.ts'
import { podman } from '../../../shared/engines/podman.ts'
import type { EngineFacts } from '../../../shared/facts.ts'
import type { Files, FileState } from '../../../shared/files.ts'
import { hostsFolder, readByHand } from '../../../shared/profiles/read-by-hand.ts'
import type { Spelled } from '../../../shared/profiles/spelled.ts'
import * as look from '../engines/look.ts'

const places = { home: '/home/dev', configHome: '/home/dev/.config', stateHome: '/home/dev/.local/state' }
const version = (text: string) => ({ major: Number.parseInt(text, 10), minor: 0, text })
const docker26: EngineFacts = {
  id: 'docker',
  scope: 'system',
  version: version('26.1'),
  store: 'classic',
  flags: [],
  running: null,
}
const docker28: EngineFacts = { ...docker26, version: version('28.5'), store: 'containerd' }
const nerdctl: EngineFacts = { id: 'nerdctl', scope: 'user', version: null, running: null }
const rke2: EngineFacts = { id: 'rke2', scope: 'system', version: null, running: null }
const buildkit: EngineFacts = { id: 'buildkit', scope: 'user', version: null, running: null }
const list = '/etc/docker/daemon.json'
const dockerHosts = '/etc/docker/certs.d/docker.io/hosts.toml'
const userHosts = '/home/dev/.config/containerd/certs.d'

function filesOf(texts: Readonly<Record<string, string>>): Files {
  const files = Object.entries(texts).map(([path, text]): [string, FileState] => [
    path,
    { kind: 'text', text, digest: 'sha256:0', modifiedAt: 0 },
  ])
  return {
    files: new Map(files),
    directories: new Map(),
    links: new Set(),
    remembered: [],
    originals: new Map(),
    owned: [],
  }
}

const read = (facts: EngineFacts, texts: Readonly<Record<string, string>>) =>
  readByHand(filesOf(texts), facts, places).map(({ upstream, spelled, line, draft, why }) => [
    upstream,
    spelled,
    line,
    draft && [draft.url, draft.insecure, draft.ca],
    why?.code ?? null,
  ])

test('daemon.json: TLS that its other list does not verify, and no secret in what is told', () => {
  const text = `{"insecure-registries": ["M.lan:5443"],\n "registry-mirrors": ["https://m.lan:5443/",\n  "https://u:secret@x.lan", "http://y"]}`
  expect(read(docker26, { [list]: text })).toEqual([
    ['docker.io', 'https://m.lan:5443/', 2, ['https://m.lan:5443', true, null], null],
    ['docker.io', 'https://•••@x.lan', 3, ['https://u:secret@x.lan', false, null], null],
    ['docker.io', 'http://y', 3, ['http://y', false, null], null],
  ])
})

const login = 'https://user:s3cr3t@m.corp'
const nerdctlHosts = `${userHosts}/docker.io/hosts.toml`
const kubernetes = '/etc/rancher/rke2/registries.yaml'
const buildkitd = '/home/dev/.config/buildkit/buildkitd.toml'

test.each<[string, EngineFacts, string, string]>([
  ['daemon.json', docker26, list, `{"registry-mirrors": ["${login}"]}`],
  ['a proxy', docker26, list, `{"proxies": {"https-proxy": "${login}"}}`],
  ['hosts.toml', nerdctl, nerdctlHosts, `[host."${login}"]\n`],
  ['an option', nerdctl, nerdctlHosts, `[host."${login}"]\nclient = "/c.pem"\n`],
  ['an authority that is none', nerdctl, nerdctlHosts, `[host."${login}"]\nca = 1\n`],
  ['only some pulls', nerdctl, nerdctlHosts, `[host."${login}"]\ncapabilities = ["pull"]\n`],
  [
    'Dragonfly',
    nerdctl,
    nerdctlHosts,
    `[host."${login}"]\n[host."${login}".header]\nX-Dragonfly-Registry = "https://docker.io"\n`,
  ],
  ['registries.yaml', rke2, kubernetes, `mirrors:\n  docker.io:\n    endpoint: ["${login}"]\n`],
  ['its upstream', rke2, kubernetes, `mirrors:\n  "${login}":\n    endpoint: ["http://m"]\n    rewrite: {"a": "b"}\n`],
  ['buildkitd.toml', buildkit, buildkitd, '[registry."docker.io"]\nmirrors = ["user:s3cr3t@m.corp"]\n'],
])('%s: no login is shown', (_, facts, path, text) => {
  expectNoLogin(readByHand(filesOf({ [path]: text }), facts, places))
})

const digestOnly = 'mirror-by-digest-only = true\n'
const mirrorTable = '[[registry.mirror]]\nlocation = "user:s3cr3t@m.corp"\n'
test.each([
  ['http', `[[registry]]\nlocation = "docker.io"\n${mirrorTable}insecure = true\n`],
  ['only some pulls', `[[registry]]\nlocation = "docker.io"\n${digestOnly}${mirrorTable}`],
  ['a part of a registry', `[[registry]]\nlocation = "user:s3cr3t@m.corp/team"\n${mirrorTable}`],
])('registries.conf, %s: no login is shown', (_, text) => {
  const texts = { '/etc/containers/registries.conf': text }
  const facts = look.podmanFacts('5.8')
  expectNoLogin(readByHand(look.filesOf(podman, facts, noMirrors, { texts }), facts, look.places))
})

function expectNoLogin(found: readonly Spelled[]): void {
  expect(found).toHaveLength(1)
  const shown = JSON.stringify(found.map(({ upstream, spelled, why }) => [upstream, spelled, why]))
  expect(shown).toContain('•••@m.corp')
  expect(shown).not.toContain('s3cr3t')
}

test('a hosts.toml for the hub silences daemon.json, where docker reads it', () => {
  const texts = { [list]: '{"registry-mirrors": ["http://a"]}', [dockerHosts]: '[host."http://b"]\n' }
  expect(read(docker26, texts)).toEqual([['docker.io', 'http://a', 1, ['http://a', false, null], null]])
  expect(read(docker28, texts)).toEqual([
    ['docker.io', 'http://a', 1, null, 'by-hand-silenced'],
    ['docker.io', 'http://b', 1, ['http://b', false, null], null],
  ])
})

test.each<[string, string, unknown]>([
  ['a path prefix', '[host."https://h/v2/team"]\noverride_path = true\n', ['https://h/team', false, null]],
  ['TLS that is not verified', '[host."https://h"]\nskip_verify = true\n', ['https://h', true, null]],
  ['an authority', '[host."https://h"]\nca = "/etc/ca.crt"\n', ['https://h', false, '/etc/ca.crt']],
  ['what it may do', '[host."https://h"]\ncapabilities = ["pull", "resolve", "push"]\n', ['https://h', false, null]],
  ['only some pulls', '[host."https://h"]\ncapabilities = ["pull"]\n', 'by-hand-some-pulls'],
  ['several authorities', '[host."https://h"]\nca = ["/a", "/b"]\n', 'by-hand-option'],
  ['a client certificate', '[host."https://h"]\nclient = "/c.pem"\n', 'by-hand-option'],
  ['another header', '[host."https://h"]\n[host."https://h".header]\nx-team = "a"\n', 'by-hand-option'],
  [
    'Dragonfly',
    '[host."http://h"]\n[host."http://h".header]\nX-Dragonfly-Registry = "https://docker.io"\n',
    'by-hand-dragonfly',
  ],
])('hosts.toml with %s', (_, text, expected) => {
  const [[, , line, draft, why] = []] = read(nerdctl, { [`${userHosts}/quay.io/hosts.toml`]: text })
  expect([line, draft ?? why]).toEqual([1, expected])
})

test('hosts.toml: the upstream itself is no mirror, and that for all registries is none for one', () => {
  const texts = {
    [`${userHosts}/docker.io/hosts.toml`]: '[host."https://registry-1.docker.io"]\n',
    [`${userHosts}/_default/hosts.toml`]: '[host."http://all"]\n',
    [`${userHosts}/quay.io/other.toml`]: '[host."http://no"]\n',
    [`${userHosts}/ghcr.io/hosts.toml`]: 'broken [',
  }
  expect(read(nerdctl, texts)).toEqual([['_default', 'http://all', 1, null, 'by-hand-default']])
})

test('registries.yaml: TLS of the host, `/v2` that changes nothing, names that are rewritten', () => {
  const text = `mirrors:
  docker.io:
    endpoint:
      - "https://m.lan:6000/v2"
  quay.io:
    endpoint: ["http://q"]
    rewrite:
      "(.*)": "team/$1"
configs:
  "m.lan:6000":
    tls:
      insecure_skip_verify: true
`
  expect(read(rke2, { '/etc/rancher/rke2/registries.yaml': text })).toEqual([
    ['docker.io', 'https://m.lan:6000/v2', 4, ['https://m.lan:6000', true, null], null],
    ['quay.io', 'http://q', 6, null, 'by-hand-rewrite'],
  ])
})

test('buildkitd.toml: the table of a mirror’s host says how it is reached', () => {
  const text = `[registry."docker.io"]
mirrors = ["m.lan:5000/team", "t.lan", "two.lan"]
[registry."m.lan:5000"]
http = true
[registry."t.lan"]
ca = ["/ca.pem"]
[registry."two.lan"]
ca = ["/a.pem", "/b.pem"]
`
  expect(read(buildkit, { '/home/dev/.config/buildkit/buildkitd.toml': text })).toEqual([
    ['docker.io', 'm.lan:5000/team', 2, ['http://m.lan:5000/team', false, null], null],
    ['docker.io', 't.lan', 2, ['https://t.lan', false, '/ca.pem'], null],
    ['docker.io', 'two.lan', 2, null, 'by-hand-option'],
  ])
})

test('only those that read hosts.toml have a folder of them', () => {
  expect([docker26, docker28, nerdctl, rke2, buildkit].map((facts) => hostsFolder(facts, places))).toEqual([
    null,
    '/etc/docker/certs.d',
    userHosts,
    null,
    null,
  ])
})
