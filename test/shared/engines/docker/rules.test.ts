import { describe, expect, test } from 'vitest'
import { insecureHosts, listedMirrors, supports } from '../../../../shared/engines/docker/rules.ts'
import { dockerFacts, mirror } from '../look.ts'

const [hub, path, quay] = [
  mirror('docker.io=http://m.lan:5000'),
  mirror('docker.io=https://h.lan/hub'),
  mirror('quay.io=https://q.lan'),
]

/** What each engine makes of a mirror of docker.io, of one with a path, and of one of another upstream. */
describe.each([
  ['20.10.24', 'classic', true, 'docker-path', 'docker-hub-only'],
  ['26.1.5', 'classic', true, 'docker-path', 'docker-hub-only'],
  ['26.1.5', 'containerd', true, true, 'docker-hub-only'],
  ['27.5.1', null, true, 'docker-path', 'docker-hub-only'],
  ['28.5.2', 'containerd', true, true, true],
  ['28.5.2', 'classic', true, 'docker-path-classic', 'docker-classic-builds-only'],
  ['28.5.2', null, true, 'docker-path-classic', 'docker-classic-builds-only'],
  ['29.0.0', 'containerd', true, true, true],
  ['', null, true, 'docker-path', 'docker-hub-only'],
] as const)('docker %s, store %s', (version, store, ...answers) => {
  const facts = dockerFacts(version, store)

  test.each([
    ['docker.io', hub, answers[0]],
    ['docker.io with a path', path, answers[1]],
    ['quay.io', quay, answers[2]],
  ])('%s', (_, one, answer) => {
    const told = supports(one, facts)
    expect(told.ok ? (told.note?.code ?? true) : told.notice.code).toBe(answer)
    expect(told.ok).toBe(answer === true || answer === 'docker-classic-builds-only')
  })

  test('only docker.io stands in daemon.json, and not where hosts.toml is all that counts', () => {
    const all = version >= '28' && store === 'containerd' ? [] : [hub]
    expect(listedMirrors([quay, hub], facts)).toEqual(all)
  })
})

test.each([
  ['20.10', 'classic', 'http://m.lan:5000', []],
  ['26.1', 'containerd', 'http://m.lan:5000', ['m.lan:5000']],
  ['26.1', 'containerd', 'http://m.lan', ['m.lan:80']],
  ['26.1', 'containerd', 'http://127.0.0.1:5000', []],
  ['26.1', 'containerd', 'http://localhost:5000', []],
  ['26.1', 'containerd', 'http://[::1]:5000', []],
  ['26.1', 'containerd', 'http://[fd00::1]:5000', ['[fd00::1]:5000']],
  ['26.1', 'containerd', 'https://m.lan', []],
  ['26.1', 'classic', 'http://m.lan:5000', []],
  ['28.5', 'classic', 'http://m.lan:5000', []],
  ['28.5', 'containerd', 'http://m.lan:5000', []],
] as const)('docker %s, %s: %s needs %j in insecure-registries', (version, store, url, hosts) => {
  expect(insecureHosts([mirror(`docker.io=${url}`)], dockerFacts(version, store))).toEqual(hosts)
})

test('TLS that is not verified needs its host in insecure-registries, wherever daemon.json is used', () => {
  const unverified = mirror('docker.io=https://m.lan', { insecure: true })
  expect(insecureHosts([unverified], dockerFacts('20.10'))).toEqual(['m.lan'])
  expect(insecureHosts([unverified], dockerFacts('28.5', 'classic'))).toEqual(['m.lan'])
  expect(insecureHosts([unverified], dockerFacts('28.5', 'containerd'))).toEqual([])
})
