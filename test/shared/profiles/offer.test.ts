import { describe, expect, test } from 'vitest'
import { compare, take, type Offered } from '../../../shared/profiles/offer.ts'
import { maxProfiles } from '../../../shared/profiles/profile.ts'
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

test('no profile goes because others come: where they do not fit, nothing is taken', () => {
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ ...train, name: `p${from + at}` }))
  const own: Settings = { ...settings, profiles: many(0, 2) }
  const fails = expect.objectContaining({ notice: expect.objectContaining({ code: 'profiles-full' }) })
  for (const act of [take, compare]) {
    expect(() => act(offer({ profiles: many(100, maxProfiles) }), own)).toThrow(fails)
    expect(() => act(offer({ profiles: many(100, maxProfiles - 1) }), own)).toThrow(fails)
  }
  expect(take(offer({ profiles: many(1, maxProfiles - 1) }), own).profiles).toHaveLength(maxProfiles)
  // More may have been laid down by an administrator; they stay, and can be replaced.
  const laid: Settings = { ...settings, profiles: many(0, maxProfiles + 3) }
  expect(take(offer({ profiles: many(0, 2) }), laid).profiles).toHaveLength(maxProfiles + 3)
})

describe('a profile of a name that there is', () => {
  const authority = (sign: string) => ({ sha256: sign.repeat(64), pem: sign })
  const [a, b] = [authority('a'), authority('b')]
  const office = { ...train, name: 'office', mirrors: [mirror('docker.io', 'https://m.corp', { ca: a })] }
  const known: Settings = { ...defaultSettings, profiles: [office] }
  const told = (more: Partial<typeof office> & Pick<Partial<Settings>, 'engines'>) =>
    compare(offer({ profiles: [{ ...office, ...more }] }), known)

  test('with another authority: the digest, and a warning', () => {
    const { profiles, warnings, newHosts } = told({ mirrors: [mirror('docker.io', 'https://m.corp', { ca: b })] })
    expect(newHosts).toEqual([])
    expect(profiles).toMatchObject([{ change: 'changed', mirrors: [{ ca: b.sha256, change: 'changed' }], differs: [] }])
    expect(warnings).toMatchObject([
      { code: 'offer-authority', values: { url: 'https://m.corp', sha256: 'b'.repeat(12) } },
    ])
  })

  test('whose mirror goes, or is not verified any more', () => {
    const loose = mirror('docker.io', 'https://m.corp', { insecure: true })
    expect(told({ mirrors: [loose] }).profiles).toMatchObject([{ mirrors: [{ insecure: true, change: 'changed' }] }])
    expect(told({ mirrors: [] }).profiles).toMatchObject([{ mirrors: [], removed: [{ url: 'https://m.corp' }] }])
  })

  test.each([
    ['no engine', { engines: [] }, { engines: [], differs: ['engines'] }],
    ['one engine', { engines: [{ id: 'podman', scope: 'user' }] }, { engines: ['podman:user'], differs: ['engines'] }],
    ['strict', { strict: true }, { strict: true, differs: ['strict'] }],
    ['alone', { keepTheirs: false }, { keepTheirs: false, differs: ['keepTheirs'] }],
  ] as const)('for %s', (_, more, expected) => {
    expect(told(more as Parameters<typeof told>[0]).profiles).toMatchObject([{ change: 'changed', ...expected }])
  })

  test('with nothing else: the same', () => {
    expect(told({})).toMatchObject({ profiles: [{ change: 'same', differs: [] }], warnings: [], changes: false })
  })

  test('an authority on the list is warned of as well, once for each', () => {
    const list: Settings = { ...settings, mirrors: [mirror('docker.io', 'https://m.corp')] }
    const offered = ['docker.io', 'quay.io'].map((upstream) => mirror(upstream, 'https://m.corp', { ca: b }))
    expect(compare(offer({ mirrors: offered }), list).warnings.map(({ code }) => code)).toEqual(['offer-authority'])
    expect(compare(offer({ mirrors: offered }), { ...list, mirrors: [] }).warnings).toEqual([])
  })
})
