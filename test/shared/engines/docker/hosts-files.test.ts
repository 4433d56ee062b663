import { describe, expect, test } from 'vitest'
import { docker } from '../../../../shared/engines/docker.ts'
import { mirroredUpstreams } from '../../../../shared/engines/docker/hosts-files.ts'
import { hostUrl, mirrorUrl } from '../../../../shared/engines/hosts-files.ts'
import { ca, dockerFacts, memoryOf, mirror, planIn, textsAfter, told, type Scene } from '../look.ts'

const facts = dockerFacts('28.5.2', 'containerd')
const file = (upstream: string): string => `/etc/docker/certs.d/${upstream}/hosts.toml`
const hub = mirror('docker.io=http://m.lan:5000')
const own = 'server = "https://registry-1.docker.io"\n\n[host."http://own:1"]\n  capabilities = ["pull"]\n'

test('one file an upstream, ours alone, without a server line', () => {
  const mirrors = [hub, mirror('quay.io=https://h.lan/quay', { ca }), mirror('docker.io=https://n', { insecure: true })]
  const { changes } = planIn(docker, facts, mirrors, {})
  const texts = Object.fromEntries(changes.map(({ path, after }) => [path, after]))
  expect(texts[file('docker.io')]).toBe(
    '# Written by Pullcord; “pullcord off” takes it away.\n\n[host."http://m.lan:5000"]\ncapabilities = [ "pull", "resolve" ]\ndial_timeout = "3s"\n\n' +
      '[host."https://n"]\ncapabilities = [ "pull", "resolve" ]\nskip_verify = true\ndial_timeout = "3s"\n',
  )
  expect(texts[file('quay.io')]).toContain(
    `[host."https://h.lan/v2/quay"]\ncapabilities = [ "pull", "resolve" ]\noverride_path = true\nca = "/etc/pullcord/ca/${ca.sha256}.crt"\n`,
  )
  expect(mirroredUpstreams(mirrors, facts)).toEqual(['docker.io', 'quay.io'])
  expect(mirroredUpstreams(mirrors, dockerFacts('27.0', 'containerd'))).toEqual([])
})

test('a file of their own keeps its server and hosts, behind ours', () => {
  const on = planIn(docker, facts, [hub], { texts: { [file('docker.io')]: own } })
  expect(on.changes).toMatchObject([{ base: own, entries: ['http://m.lan:5000'] }])
  expect(on.changes[0]?.after).toMatch(
    /^server = "https:\/\/registry-1.docker.io"\n\n\[host."http:\/\/m.lan:5000"\]\n[^]*\n\n\[host."http:\/\/own:1"\]\n {2}capabilities = \["pull"\]\n$/,
  )
  const scene: Scene = { texts: textsAfter(on), memory: memoryOf(on) }
  expect(planIn(docker, facts, [hub], scene).changes).toEqual([])
  expect(planIn(docker, facts, [], scene).changes).toMatchObject([{ after: own }])
})

describe('off after an edit', () => {
  const on = planIn(docker, facts, [hub], { texts: { [file('docker.io')]: own } })
  const text = on.changes[0]!.after!
  const added = '\n[host."http://new:1"]\n  skip_verify = true\n'

  test.each([
    ['a host added below', text + added, own + added],
    ['a comment added above', `# note\n${text}`, `# note\n${own}`],
    ['their server changed', text.replace('registry-1.', 'r.'), own.replace('registry-1.', 'r.')],
    ['our table changed', text.replace('"3s"', '"9s"'), own],
    ['our table taken out by hand', own, own],
  ])('%s: only ours go', (_, edited, left) => {
    const plan = planIn(docker, facts, [], { texts: { [file('docker.io')]: edited }, memory: memoryOf(on) })
    expect(textsAfter(plan, { [file('docker.io')]: edited })).toEqual({ [file('docker.io')]: left })
  })

  test('a file of ours that holds nothing else is taken away', () => {
    const alone = planIn(docker, facts, [hub], {})
    const edited = alone.changes[0]!.after!.replace('"3s"', '"9s"')
    expect(
      planIn(docker, facts, [], { texts: { [file('docker.io')]: edited }, memory: memoryOf(alone) }).changes,
    ).toMatchObject([{ after: null }])
  })

  test('with the memory lost, tables equal to the mirrors are ours', () => {
    const plan = planIn(docker, facts, [], { texts: { [file('docker.io')]: text }, owned: [hub] })
    expect(plan.changes).toMatchObject([{ after: own }])
  })
})

test.each([
  ['broken', 'server = "x\n', 'unparseable-file'],
  ['with a byte order mark', `\uFEFF${own}`, 'file-bom'],
  ['hosts in an inline table', 'host = { "http://own:1" = {} }\n', 'docker-hosts-form'],
  ['hosts in dotted keys', 'host."http://own:1".skip_verify = true\n', 'docker-hosts-form'],
  ['hosts in an array', '[[host."http://own:1"]]\n', 'docker-hosts-form'],
])('a file that cannot be edited safely is refused: %s', (_, text, code) => {
  const texts = { [file('docker.io')]: text }
  expect(told(planIn(docker, facts, [hub], { texts })).refused).toEqual([code])
  expect(planIn(docker, facts, [hub], { texts })).toMatchObject({ changes: [] })
  expect(planIn(docker, facts, [], { texts })).toMatchObject({ changes: [], refused: [] })
})

test('numbers beyond JSON’s do not stand in the way', () => {
  const texts = { [file('docker.io')]: `${own}big = 9007199254740993\nwhen = 1979-05-27\n` }
  expect(planIn(docker, facts, [hub], { texts }).changes).toHaveLength(1)
})

test('a mirror that they name themselves stays theirs, and that is said', () => {
  const texts = { [file('docker.io')]: own.replace('own:1', 'm.lan:5000') }
  expect(planIn(docker, facts, [hub], { texts })).toMatchObject({ changes: [], notes: [{ code: 'docker-host-named' }] })
})

test('an upstream that is no longer mirrored is cleared, and one never mirrored is not touched', () => {
  const on = planIn(docker, facts, [hub, mirror('quay.io=https://q')], {})
  const scene: Scene = { texts: { ...textsAfter(on), [file('ghcr.io')]: own }, memory: memoryOf(on) }
  expect(planIn(docker, facts, [hub], scene).changes).toMatchObject([{ path: file('quay.io'), after: null }])
})

test('after a downgrade below 28 what was written for hosts.toml is taken back', () => {
  const on = planIn(docker, facts, [hub], {})
  const old = planIn(docker, dockerFacts('27.5', 'classic'), [hub], { texts: textsAfter(on), memory: memoryOf(on) })
  expect(old.changes.map(({ path, after }) => [path, after === null])).toEqual([
    ['/etc/docker/daemon.json', false],
    [file('docker.io'), true],
  ])
})

test.each([
  ['http://m:5000', 'http://m:5000', undefined],
  ['https://h', 'https://h', undefined],
  ['https://h/v2/team/x', 'https://h/team/x', true],
  ['https://h/v2', 'https://h', true],
  ['http://m:5000/v2', 'http://m:5000', undefined],
  ['http://m:5000/', 'http://m:5000', undefined],
])('the host table %s is the mirror %s', (url, named, override) => {
  expect(mirrorUrl({ url, table: override ? { override_path: true } : {} })).toBe(named)
})

test.each(['http://m:5000', 'https://h/team/x', 'http://[::1]:5000/a'])(
  '%s is found again in its host table',
  (url) => {
    const one = mirror(`docker.io=${url}`)
    expect(mirrorUrl({ url: hostUrl(one), table: { override_path: true } })).toBe(url)
  },
)
