import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { CallName } from '../../shared/contract.ts'
import { inputs } from '../../shared/inputs.ts'

const draft = { upstream: 'docker.io', url: 'http://m', insecure: false, ca: null }
const engine = { id: 'podman', scope: 'user' }
const order = { to: 'on', engines: null, mirrors: null, keepTheirs: null }
const set = { ...order, expect: null, accept: false, check: true }
const filter = { text: '', engines: [], outcomes: [] }
const some = { text: 'alpine', engines: ['docker', 'none'], outcomes: ['mirror-hit'] }
const verify = { engine, image: null, mirrorLog: null }
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
  'gitlab.kit': [{ options: kit, withPair: false }],
  // Its answer holds a private key: no face gets one.
  'gitlab.rotate': [],
  'gitlab.check': [
    { task: 'a', files: [], registry: 'https://r', gitlab: null, ca: null },
    { task: 'a', files: [{ path: '.env', text: 'A=1', mode: 0o600 }], registry: null, gitlab: 'https://g', ca: 'PEM' },
  ],
  'task.stop': [{ task: 'speed 1' }],
  'settings.read': [{}],
  'settings.edit': [{}, { engines: null }, { engines: [engine], keepTheirs: true, language: 'zh-TW' }],
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
  ['gitlab.kit', { options: kit, withPair: true }],
  ['gitlab.kit', { options: { ...kit, registry: 1 }, withPair: false }],
  ['gitlab.kit', { options: { ...kit, path: '/etc' }, withPair: false }],
  ['gitlab.rotate', { after: 1, certificate: 'PEM', key: null, days: 1 }],
  ['settings.edit', { notify: { firstPull: true } }],
  ['settings.edit', { language: 'de' }],
  ['settings.edit', { mirrors: [] }],
  ['settings.edit', { engines: undefined }],
]

test.each(bad)('%s refuses %j', (name, input) => {
  expect(v.safeParse(inputs[name], input).success).toBe(false)
})
