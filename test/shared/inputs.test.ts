import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { CallName } from '../../shared/contract.ts'
import { inputs } from '../../shared/inputs.ts'

const draft = { upstream: 'docker.io', url: 'http://m', insecure: false, ca: null }
const engine = { id: 'podman', scope: 'user' }
const order = { to: 'on', engines: null, mirrors: null, keepTheirs: null, strict: null }
const set = { ...order, expect: null, accept: false, check: true }
const filter = { text: '', engines: [], outcomes: [] }
const some = { text: 'alpine', engines: ['docker', 'none'], outcomes: ['mirror-hit'] }
const pick = { registry: 'quay.io', source: null, typed: null }
const make = { task: 'auth', picks: [pick], login: true, allowRealms: [], plainHttp: false, ca: null }
const id = '00000000-0000-4000-8000-000000000001'
const variable = {
  gitlab: 'https://gitlab.corp',
  place: { kind: 'project', path: 'team/app' },
  token: 't',
  visibility: 'masked',
  protected: false,
  environment: '*',
  ca: null,
}
const verify = { engine, image: null, mirrorLog: null }
const hosting = { task: 'start 1', upstream: 'docker.io', way: null, port: null, share: null, image: null }
const login = { username: 'u', password: 'p' }
const share = { tls: { certificate: 'PEM', key: 'PEM' }, accept: false }
const hostingMore = { login, share, hours: 0, upgrade: true, add: false }
const kit = {
  gitlabUrl: 'https://gitlab.example.com',
  registryUrl: 'https://registry.example.com',
  relativeUrl: '/gitlab',
  registry: 3,
  key: 'rsa',
  days: 3650,
  issuer: 'gitlab-issuer',
  service: 'container_registry',
}

/** What each call takes. */
const good: Readonly<Record<CallName, readonly unknown[]>> = {
  'status.read': [{ probe: true }],
  'switch.plan': [order, { ...order, to: 'off', engines: [engine], mirrors: [draft], keepTheirs: false }],
  'switch.set': [set, { ...set, expect: 'sha256:00' }],
  'engine.verify': [verify, { ...verify, image: 'alpine' }],
  'approval.read': [{}],
  'approval.give': [
    { acceptRisks: false, only: false },
    { acceptRisks: true, only: true },
  ],
  'approval.revoke': [{}],
  'history.read': [{ limit: 1 }, { limit: 1000 }],
  'history.undo': [
    { id: null, accept: false },
    { id: '20261124T001804123Z-1a2b3c4d', accept: true },
  ],
  'drift.read': [{ engine }],
  'drift.keep': [{ engine }],
  'doctor.run': [{}],
  'uninstall.run': [{ accept: false }],
  'mirror.add': [{ draft }],
  'mirror.edit': [{ index: 0, draft }],
  'mirror.remove': [{ index: 1000 }],
  'mirror.test': [{ draft: { ...draft, ca: 'PEM' } }],
  'pulls.read': [
    { filter, since: null, before: null, limit: 1 },
    { filter: some, since: 1, before: '1 a', limit: 1000 },
  ],
  'pulls.watch': [{ mirrorLogs: [] }],
  'pulls.evidence': [{ id: 'a' }],
  'pulls.stats': [{ since: 0, buckets: 60 }],
  'catalog.read': [{ mirror: 'http://m', walk: true }],
  'catalog.stop': [{ mirror: 'http://m' }],
  'catalog.tags': [{ mirror: 'http://m', repository: 'library/alpine' }],
  'catalog.image': [{ mirror: 'http://m', repository: 'library/alpine', reference: null, ask: false }],
  'mirror.activity': [{ mirror: 'http://m' }],
  'quota.read': [{ probe: true }],
  'collector.list': [{}],
  'collector.find': [{ mirror: 'http://m', port: 7780 }],
  'collector.add': [{ mirror: 'http://m', url: 'https://m:7780', token: 't', ca: null }],
  'collector.remove': [{ mirror: 'http://m' }],
  'mirror.identify': [{ task: 'identify 1', draft: { url: 'mirror', insecure: false, ca: null } }],
  'mirror.history': [{ mirror: 'http://m' }],
  'mirror.move': [{ from: 0, to: 1000 }],
  'mirror.order': [{ upstream: 'docker.io', urls: ['http://m'] }],
  'mirror.speedPlan': [
    { upstream: 'docker.io', image: null },
    { upstream: 'quay.io', image: 'quay.io/org/app' },
  ],
  'mirror.speed': [{ task: 'speed 1', upstream: 'docker.io', image: 'alpine' }],
  'host.list': [{}],
  'host.offer': [{ upstream: 'docker.io' }],
  'host.start': [hosting, { ...hosting, port: 5000, image: 'localhost/registry:2', way: 'docker', ...hostingMore }],
  'host.stop': [{ id: 'docker.io' }],
  'host.remove': [{ id: 'registry.corp_5000', data: true }],
  'host.logs': [{ id: 'docker.io', lines: 10_000 }],
  'host.prune': [{ id: 'docker.io', all: false, task: 'prune 1' }],
  'host.export': [{ id: 'docker.io', format: 'quadlet' }],
  'gitlab.kit': [{ options: kit, withPair: false }],
  // Its answer holds a private key: no face gets one.
  'gitlab.rotate': [],
  'gitlab.runner': [{}],
  'auth-config.look': [{}],
  'auth-config.make': [make, { ...make, picks: [{ ...pick, source: 'podman', typed: { user: 'u', password: 'p' } }] }],
  'auth-config.take': [{ id, form: 'line' }],
  'auth-config.copy': [{ id, form: 'config-toml', seconds: 45 }],
  'auth-config.set': [
    { id, order: variable },
    { id, order: { ...variable, place: { kind: 'instance' }, visibility: 'hidden' } },
  ],
  'auth-config.drop': [{ id }],
  'profile.save': [{ name: 'office' }],
  'profile.rename': [{ name: 'office', to: '辦公室' }],
  'profile.remove': [{ name: 'office' }],
  'profile.plan': [{ name: 'office' }],
  'profile.use': [{ name: 'office', expect: null, accept: false, check: true }],
  'exchange.write': [{}],
  'exchange.look': [{ text: '{}' }],
  'exchange.take': [{ text: '{}', expect: 'sha256:00' }],
  'import.look': [{}],
  'import.take': [{ expect: 'sha256:00' }],
  'gitlab.check': [
    { task: 'a', files: [], registry: 'https://r', gitlab: null, ca: null },
    { task: 'a', files: [{ path: '.env', text: 'A=1', mode: 0o600 }], registry: null, gitlab: 'https://g', ca: 'PEM' },
  ],
  'task.stop': [{ task: 'speed 1' }],
  'settings.read': [{}],
  'settings.edit': [{}, { engines: null }, { engines: [engine], keepTheirs: true, strict: false, language: 'zh-TW' }],
}

const calls = Object.keys(inputs) as readonly CallName[]

test.each(calls)('%s takes what it says, and nothing more', (name) => {
  for (const input of good[name]) {
    expect(v.safeParse(inputs[name], input)).toMatchObject({ success: true, output: input })
    expect(v.safeParse(inputs[name], { ...(input as object), more: 1 }).success).toBe(false)
  }
})

test.each(calls)('%s takes nothing of another kind', (name) => {
  for (const input of [undefined, null, 'x', 5, true, [{}]]) {
    expect(v.safeParse(inputs[name], input).success, JSON.stringify(input)).toBe(false)
  }
})

const files = (...given: readonly unknown[]) => ({ task: 'a', files: given, registry: null, gitlab: null, ca: null })

const bad: readonly (readonly [CallName, unknown])[] = [
  ['gitlab.check', files({ path: 'a', text: 'x'.repeat(256 * 1024 + 1), mode: null })],
  ['gitlab.check', files({ path: 'a', text: '', mode: 0o10000 })],
  [
    'gitlab.check',
    files(...Array.from({ length: 9 }, () => ({ path: 'a', text: 'x'.repeat(256 * 1024), mode: null }))),
  ],
  ['gitlab.check', files(...Array.from({ length: 201 }, () => ({ path: 'a', text: '', mode: null })))],
  ['status.read', { probe: 1 }],
  ['switch.plan', { ...order, to: 'up' }],
  ['switch.plan', { ...order, engines: [{ id: 'podman' }] }],
  ['switch.plan', { ...order, engines: [{ id: 'crun', scope: 'user' }] }],
  ['switch.plan', { ...order, engines: [{ ...engine, path: '/etc/passwd' }] }],
  ['switch.plan', { ...order, engines: Array.from({ length: 33 }, () => engine) }],
  ['switch.plan', { ...order, mirrors: Array.from({ length: 101 }, () => draft) }],
  ['switch.plan', { ...order, mirrors: [{ ...draft, path: '/etc/passwd' }] }],
  ['switch.set', order],
  ['switch.set', { ...set, accept: 'yes' }],
  ['switch.set', { ...set, expect: 'x'.repeat(201) }],
  ['engine.verify', { ...verify, mirrorLog: '/etc/shadow' }],
  ['engine.verify', { ...verify, image: 'x'.repeat(1001) }],
  ['approval.give', { acceptRisks: true }],
  ['approval.give', { acceptRisks: 1, only: false }],
  ['history.read', {}],
  ['history.read', { limit: 0 }],
  ['history.read', { limit: 1001 }],
  ['history.undo', { id: '../../etc/shadow', accept: false }],
  ['history.undo', { id: '', accept: false }],
  ['history.undo', { id: 'x'.repeat(65), accept: false }],
  ['history.undo', { id: null }],
  ['drift.read', { engine: { id: 'podman', scope: '/etc' } }],
  ['drift.keep', { engine: { ...engine, path: '/etc/passwd' } }],
  ['uninstall.run', {}],
  ['mirror.add', { draft: { ...draft, url: 'x'.repeat(5001) } }],
  ['mirror.add', { draft: { ...draft, upstream: 'x'.repeat(301) } }],
  ['mirror.add', { draft: { ...draft, ca: 'x'.repeat(1_000_001) } }],
  ['mirror.add', { draft: { upstream: 'docker.io', url: 'http://m' } }],
  ['mirror.remove', { index: -1 }],
  ['mirror.remove', { index: 0.5 }],
  ['mirror.remove', { index: 1001 }],
  ['mirror.remove', { index: '0' }],
  ['mirror.remove', { index: Number.NaN }],
  ['pulls.read', { filter: { ...filter, outcomes: ['good'] }, since: null, before: null, limit: 1 }],
  ['pulls.read', { filter, since: null, before: null, limit: 1001 }],
  ['pulls.watch', { mirrorLogs: [{ mirror: 'http://m', path: '/etc/shadow' }] }],
  ['pulls.stats', { since: -1, buckets: 1 }],
  ['pulls.stats', { since: 0, buckets: 100_000 }],
  ['catalog.image', { mirror: 'http://m', repository: 'x'.repeat(1001), reference: null, ask: true }],
  ['collector.find', { mirror: 'http://m', port: 0 }],
  ['mirror.identify', { task: 'x', draft }],
  ['mirror.identify', { task: 'x', draft: { url: 'x'.repeat(5001), insecure: false, ca: null } }],
  ['mirror.identify', { task: 'x'.repeat(101), draft: { url: 'x', insecure: false, ca: null } }],
  ['mirror.move', { from: 0, to: -1 }],
  ['mirror.move', { from: 0, to: 0.5 }],
  ['mirror.order', { upstream: 'docker.io', urls: Array.from({ length: 1001 }, () => 'http://m') }],
  ['mirror.speed', { task: 'x', upstream: 'docker.io', image: 'x'.repeat(1001) }],
  ['host.start', { ...hosting, image: '--privileged' }],
  ['host.start', { ...hosting, image: 'a b' }],
  ['host.start', { ...hosting, port: 80 }],
  ['host.start', { ...hosting, way: 'sh' }],
  ['host.start', { ...hosting, share: { tls: '/etc/shadow', accept: true } }],
  ['host.start', { ...hosting, login: { username: '', password: 'p' } }],
  ['host.stop', { id: '../../etc' }],
  ['host.remove', { id: 'docker.io' }],
  ['host.export', { id: 'docker.io', format: 'sh' }],
  ['gitlab.kit', { options: kit, withPair: true }],
  ['gitlab.kit', { options: { ...kit, registry: 1 }, withPair: false }],
  ['gitlab.kit', { options: { ...kit, path: '/etc' }, withPair: false }],
  ['gitlab.rotate', { after: 1, certificate: 'PEM', key: null, days: 1 }],
  ['auth-config.make', { ...make, picks: [] }],
  ['auth-config.make', { ...make, picks: [{ ...pick, source: '/etc/shadow' }] }],
  ['auth-config.make', { ...make, picks: [{ ...pick, typed: { user: 'u' } }] }],
  ['auth-config.take', { id: '../x', form: 'line' }],
  ['auth-config.take', { id, form: '/tmp/x' }],
  ['auth-config.copy', { id, form: 'line', seconds: 0 }],
  ['auth-config.set', { id, order: { ...variable, place: { kind: 'instance', path: 'x' } } }],
  ['auth-config.set', { id, order: { ...variable, visibility: 'public' } }],
  ['settings.edit', { notify: { firstPull: true } }],
  ['settings.edit', { language: 'de' }],
  ['settings.edit', { mirrors: [] }],
  ['settings.edit', { engines: undefined }],
]

test.each(bad)('%s refuses %j', (name, input) => {
  expect(v.safeParse(inputs[name], input).success).toBe(false)
})
