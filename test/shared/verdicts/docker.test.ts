import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { containerdVerdicts } from '../../../shared/verdicts/containerd.ts'
import { dockerVerdicts } from '../../../shared/verdicts/docker.ts'
import type { Accepted } from '../../../shared/verdicts/verdict.ts'
import { hugeDaemonJson, hugeHostsToml } from '../../corpus/generated.ts'
import { treeOf } from './file-tree.ts'

type Start = 'refused' | 'accepted' | 'mirror'
type Pull = 'mirror' | 'upstream'

const folder = (name: string): string => new URL(`../../corpus/docker/${name}`, import.meta.url).pathname
const table = <T>(name: string): readonly [string, Readonly<Record<string, T>>][] =>
  Object.entries(JSON.parse(readFileSync(folder(`${name}.accepted.json`), 'utf8')))
const bytesOf = (kind: string, name: string, generated: string): Uint8Array | string =>
  readdirSync(folder(kind)).includes(name) ? readFileSync(folder(`${kind}/${name}`)) : generated

const docker = (daemonJson: string | Uint8Array): readonly Accepted[] =>
  dockerVerdicts(treeOf({ '/etc/docker/daemon.json': daemonJson }), '/etc/docker')
const ofList = (mirrors: unknown, more: object = {}): readonly Accepted[] =>
  docker(JSON.stringify({ 'registry-mirrors': mirrors, ...more }))
const said = (rows: readonly Accepted[]): readonly string[] =>
  rows.map(
    ({ engine, store, ok, mirror }) => `${engine}${store === undefined ? '' : ` ${store}`}: ${ok ? mirror : 'refused'}`,
  )
const startOf = ({ ok, mirror }: Accepted): Start => (!ok ? 'refused' : mirror === 'used' ? 'mirror' : 'accepted')

describe('daemon.json', () => {
  test.each(table<Start>('daemon.json'))('%s', (name, verdicts) => {
    const rows = docker(bytesOf('daemon.json', name, hugeDaemonJson))
    for (const [version, verdict] of Object.entries(verdicts)) {
      const row = rows.find(({ engine, store }) => engine === `docker ${version}` && store !== 'containerd')!
      expect([version, startOf(row), row.why]).toEqual([version, verdict, verdict === 'refused' ? row.why : null])
      expect(row.why === null).toBe(row.ok)
    }
  })

  // Not in the corpus; each was started with dockerd 20.10.24, 26.1.5 and 28.5.2.
  test.each<[text: string | Uint8Array, verdicts: readonly [Start, Start, Start]]>([
    ['', ['refused', 'accepted', 'accepted']],
    ['null', ['accepted', 'accepted', 'accepted']],
    ['[]', ['refused', 'refused', 'refused']],
    ['# x\n{"registry-mirrors":["http://h"]}', ['refused', 'refused', 'refused']],
    ['{"registry-mirror":["http://h"]}', ['accepted', 'accepted', 'accepted']],
    ['{"x":{"registry-mirrors":["http://h"]}}', ['accepted', 'accepted', 'accepted']],
    ['{"x":{"Registry-Mirrors":["http://h"]}}', ['refused', 'refused', 'refused']],
    ['{"registry-mirrors":["http://h"],"registry-mirrors":null}', ['accepted', 'accepted', 'accepted']],
    ['{"registry-mirrors":["http://h"],"registry-mirrors":[null]}', ['mirror', 'mirror', 'mirror']],
    ['{"registry-mirrors":["http://h"],"Registry-Mirrors":[]}', ['refused', 'refused', 'refused']],
    ['\ufeff{"registry-mirrors":["http://h"]}', ['refused', 'mirror', 'mirror']],
    ['{"registry-mirrors":["http://h"]} // x', ['mirror', 'refused', 'refused']],
    ['{"registry-mirrors":["http:h"]}', ['accepted', 'accepted', 'refused']],
    ['{"registry-mirrors":["http://[abc]:5000"]}', ['mirror', 'mirror', 'refused']],
    ['{"registry-mirrors":["http://h"],"debug":"true"}', ['refused', 'refused', 'refused']],
    ['{"registry-mirrors":["http://h"],"bip6":"fd00::1/64"}', ['refused', 'refused', 'mirror']],
    ['{"registry-mirrors":["http://h"],"proxies":null}', ['refused', 'refused', 'refused']],
    ['{"registry-mirrors":["http://h"],"insecure-registries":["10.0.0.0/33"]}', ['refused', 'refused', 'refused']],
    ['{"registry-mirrors":["http://h"],"insecure-registries":["[::1]"]}', ['refused', 'mirror', 'mirror']],
    ['{"registry-mirrors":["http://h"],"insecure-registries":["r.lan:65536"]}', ['refused', 'refused', 'refused']],
  ])('%s', (text, verdicts) => {
    const rows = docker(text).filter(({ store }) => store !== 'containerd')
    expect(rows.map(startOf)).toEqual(verdicts)
  })

  // Started likewise: Go’s reader gives up below the ten-thousandth level.
  test.each<[depth: number, start: Start]>([
    [9999, 'accepted'],
    [10_000, 'refused'],
  ])('an object %i levels deep', (depth, start) => {
    const text = `{"builder":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`
    expect(docker(text).map(startOf)).toEqual([start, start, start])
  })

  test('says the words of the engine', () => {
    expect(docker('{"registry-mirrorz":[]}').map(({ why }) => why)).toEqual(
      Array<string>(3).fill(
        "unable to configure the Docker daemon with file /etc/docker/daemon.json: the following directives don't match any configuration option: registry-mirrorz",
      ),
    )
    expect(docker('{"a":1,}').map(({ why }) => why?.split('daemon.json: ')[1])).toEqual([
      "invalid character '}' looking for beginning of object key string",
      "invalid character '}' looking for beginning of object key string",
      "invalid JSON: invalid character '}' looking for beginning of object key string",
    ])
  })

  test('the stores part over the scheme', () => {
    expect(said(ofList(['http://mirror.lan:5000']))).toEqual([
      'docker 20.10: used',
      'docker 26.1 classic: used',
      'docker 26.1 containerd: unused',
      'docker 28.5: used',
    ])
    expect(said(ofList(['http://mirror.lan:5000'], { 'insecure-registries': ['mirror.lan:5000'] }))).toEqual(
      ['20.10', '26.1', '28.5'].map((version) => `docker ${version}: used`),
    )
    expect(said(ofList(['HTTP://127.0.0.1:5000'])).at(-1)).toBe('docker 28.5 containerd: used')
  })

  test.each([
    ['absent', 'unused'],
    ['dangling', 'unused'],
    ['loop', null],
    ['directory', null],
  ] as const)('as %s', (kind, mirror) => {
    const rows = dockerVerdicts(treeOf({ '/etc/docker/daemon.json': { kind } }), '/etc/docker')
    expect(rows.map((row) => row.mirror)).toEqual([mirror, mirror, mirror])
  })

  test('two megabytes take no time, nor does a text made to be slow', () => {
    const started = performance.now()
    docker(hugeDaemonJson)
    docker(`{"registry-mirrors":["${'\\'.repeat(200_001)}`)
    docker('['.repeat(2_000_000))
    expect(performance.now() - started).toBeLessThan(1500)
  })
})

describe('hosts.toml', () => {
  const hub = '[host."http://m:5000"]\n'
  const inDirectory = (files: Parameters<typeof treeOf>[0]): readonly Accepted[] => {
    const placed = Object.fromEntries(Object.entries(files).map(([name, file]) => [`/c/${name}`, file]))
    return containerdVerdicts(treeOf(placed), '/c')
  }

  test.each(table<Pull>('hosts.toml'))('%s', (name, verdicts) => {
    const bytes = bytesOf('hosts.toml', name, hugeHostsToml)
    const docker28 = dockerVerdicts(treeOf({ '/etc/docker/certs.d/docker.io/hosts.toml': bytes }), '/etc/docker')
    const rows = [
      ...inDirectory({ 'docker.io/hosts.toml': bytes }),
      ...docker28.filter(({ store }) => store !== 'classic'),
    ]
    for (const [reader, verdict] of Object.entries(verdicts)) {
      const row = rows.find(({ engine }) => engine === reader.replace(/ctr|CRI/, 'containerd'))
      expect([reader, row?.ok, row?.mirror]).toEqual([reader, true, verdict === 'mirror' ? 'used' : 'unused'])
    }
  })

  // Not in the corpus; pulled with ctr 1.6.20, 1.7.24 and 2.1.9, or read by the two libraries of theirs.
  test.each<[text: string, verdicts: readonly [string, string, string]]>([
    ['[host]\n', ['unused', 'unused', 'unused']],
    [`${hub}[host."http://m:5000"]\n`, ['unused', 'unused', 'unused']],
    [`${hub}[host.'http://m:5000']\n`, ['used', 'used', 'unused']],
    [`${hub}capabilities = ["push"]\n`, ['unused', 'unused', 'unused']],
    [`${hub}capabilities = ["PULL"]\n`, ['used', 'used', 'used']],
    [`${hub}capabilities = ["pull", "x"]\n`, ['unused', 'unused', 'unused']],
    [`${hub}dial_timeout = 5\n`, ['used', 'used', 'unused']],
    [`${hub}skip_verify = "true"\n`, ['unused', 'unused', 'unused']],
    [`${hub}header = {x = 1}\n`, ['unused', 'unused', 'unused']],
    [`${hub}a = {\nb = 1,}\n`, ['unused', 'unused', 'used']],
    [`${hub}a = 99999999999999999999\n`, ['unused', 'unused', 'used']],
    [`${hub}a = 2020-01-01\n`, ['unused', 'unused', 'used']],
    [`${hub}Capabilities = ["x"]\n`, ['used', 'used', 'unused']],
    ['[host."http://[fd00::1]:5000"]\n', ['unused', 'unused', 'used']],
    ['[host."http://m:5000"] dial_timeout = "1s"\n', ['used', 'used', 'unused']],
    ['[host]\na = 1\nb = 2\n', ['fails', 'fails', 'unused']],
  ])('%s', (text, verdicts) => {
    expect(inDirectory({ 'docker.io/hosts.toml': text }).map(({ mirror }) => mirror)).toEqual(verdicts)
  })

  test.each<[name: string, files: Parameters<typeof treeOf>[0], mirror: string]>([
    ['nothing', {}, 'unused'],
    ['the default', { '_default/hosts.toml': hub }, 'used'],
    ['an empty directory shadows it', { '_default/hosts.toml': hub, 'docker.io': { kind: 'directory' } }, 'unused'],
    ['the name by another case', { 'Docker.io/hosts.toml': hub }, 'unused'],
    ['a directory for a file', { 'docker.io/hosts.toml': { kind: 'directory' } }, 'fails'],
    ['a link that leads nowhere', { 'docker.io/hosts.toml': { kind: 'dangling' } }, 'unused'],
    ['junk for a certificate', { 'docker.io/a.crt': 'junk' }, 'fails'],
    ['junk beside a good file', { 'docker.io/a.crt': 'junk', 'docker.io/hosts.toml': hub }, 'used'],
    ['junk beside a bad file', { 'docker.io/a.crt': 'junk', 'docker.io/hosts.toml': '{' }, 'fails'],
    ['a ca that is missing', { 'docker.io/hosts.toml': `${hub}ca = "ca.crt"\n` }, 'fails'],
  ])('%s', (_, files, mirror) => {
    expect(inDirectory(files).map((row) => [row.ok, row.mirror])).toEqual([
      [true, mirror],
      [true, mirror],
      [true, mirror],
    ])
  })

  test('with Engine 28 two endpoints silence daemon.json, a lone server does not', () => {
    const path = '/etc/docker/certs.d/docker.io/hosts.toml'
    const list = { '/etc/docker/daemon.json': '{"registry-mirrors":["http://127.0.0.1:1"]}' }
    const pushing = `${hub}capabilities = ["push"]\n`
    expect(said(dockerVerdicts(treeOf({ ...list, [path]: pushing }), '/etc/docker')).slice(-2)).toEqual([
      'docker 28.5 classic: used',
      'docker 28.5 containerd: unused',
    ])
    const server = 'server = "https://registry-1.docker.io"\n'
    expect(said(dockerVerdicts(treeOf({ ...list, [path]: server }), '/etc/docker')).at(-1)).toBe('docker 28.5: used')
  })
})
