import { expect, test } from 'vitest'
import { compare, take, type Offered } from '../../../shared/profiles/offer.ts'
import type { Mirror } from '../../../shared/registry.ts'
import { defaultSettings, type Settings } from '../../../shared/settings.ts'

const mirror = (upstream: string, url: string, more: Partial<Mirror> = {}): Mirror => ({
  upstream,
  url,
  insecure: false,
  ca: null,
  ...more,
})
const old = mirror('docker.io', 'https://old.corp')
const quay = mirror('quay.io', 'https://q.corp')
const train = { name: 'train', mirrors: [], engines: null, keepTheirs: true, strict: false }
const settings: Settings = { ...defaultSettings, mirrors: [old, quay], profiles: [train] }
const offer = (parts: Partial<Offered>): Offered => ({ mirrors: [], keepTheirs: null, profiles: [], ...parts })

test('mirrors take the place of those of the same upstreams, and of no other', () => {
  const fresh = mirror('docker.io', 'https://new.corp:8443')
  const offered = offer({ mirrors: [fresh] })
  expect(take(offered, settings).mirrors).toEqual([quay, fresh])
  expect(compare(offered, settings)).toMatchObject({
    newHosts: ['new.corp:8443'],
    mirrors: [{ url: 'https://new.corp:8443', change: 'added' }],
    removed: [{ url: 'https://old.corp' }],
    keepTheirs: null,
    warnings: [],
    changes: true,
  })
})

test('what the list says already changes nothing, whatever stands between', () => {
  const offered = offer({ mirrors: [quay, old], profiles: [train], keepTheirs: true })
  expect(take(offered, settings)).toEqual(settings)
  expect(compare(offered, settings)).toMatchObject({ newHosts: [], removed: [], changes: false })
})

test('how TLS is trusted is a change; the authority is told by its digest', () => {
  const own = { sha256: 'a'.repeat(64), pem: 'PEM' }
  const { mirrors } = compare(offer({ mirrors: [mirror('docker.io', old.url, { ca: own }), quay] }), settings)
  expect(mirrors).toMatchObject([
    { change: 'changed', ca: own.sha256 },
    { change: 'same', ca: null },
  ])
})

test('a profile of the same name is replaced, its hosts count, and what is risky is said once for each', () => {
  const risky = [
    mirror('docker.io', 'https://x.corp', { insecure: true }),
    mirror('docker.io', 'http://plain.corp'),
    mirror('docker.io', 'http://127.0.0.1:5000'),
  ]
  const offered = offer({ profiles: [{ ...train, name: 'TRAIN', mirrors: risky }], keepTheirs: false })
  expect(take(offered, settings).profiles).toMatchObject([{ name: 'TRAIN', mirrors: risky }])
  const told = compare({ ...offered, mirrors: [quay, risky[0]!] }, settings)
  expect(told).toMatchObject({
    newHosts: ['x.corp', 'plain.corp', '127.0.0.1:5000'],
    profiles: [{ name: 'TRAIN', change: 'changed' }],
    keepTheirs: false,
  })
  expect(told.warnings.map(({ code }) => code)).toEqual(['offer-insecure', 'offer-plain', 'offer-loopback'])
})
