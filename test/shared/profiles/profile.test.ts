import { expect, test } from 'vitest'
import { currentProfile, sameSetup, type Profile } from '../../../shared/profiles/profile.ts'
import { parseProfileName, sameName } from '../../../shared/profiles/profile-name.ts'
import { defaultSettings, type Settings } from '../../../shared/settings.ts'

const mirror = (url: string, more = {}) => ({ upstream: 'docker.io', url, insecure: false, ca: null, ...more })
const [a, b] = [mirror('http://a'), mirror('http://b')]
const podman = { id: 'podman', scope: 'user' } as const
const docker = { id: 'docker', scope: 'system' } as const
const profile = (name: string, more: Partial<Profile> = {}): Profile => ({
  name,
  mirrors: [a],
  engines: [podman, docker],
  keepTheirs: true,
  strict: false,
  ...more,
})
const [office, home] = [profile('office'), profile('home', { mirrors: [b] })]
const list = (more: Partial<Settings>): Settings => ({
  ...defaultSettings,
  mirrors: [a],
  engines: [podman, docker],
  profiles: [office, home],
  ...more,
})

test.each<[string, Settings, ReturnType<typeof currentProfile>]>([
  ['equal to one', list({}), { name: 'office', changed: false }],
  ['equal, its engines in another order', list({ engines: [docker, podman] }), { name: 'office', changed: false }],
  ['equal to another than the last', list({ mirrors: [b], lastProfile: 'office' }), { name: 'home', changed: false }],
  ['edited since', list({ mirrors: [a, b], lastProfile: 'home' }), { name: 'home', changed: true }],
  ['edited, and never from one', list({ mirrors: [a, b] }), null],
  ['from one that is gone', list({ mirrors: [a, b], lastProfile: 'train' }), null],
  [
    'equal to two, of which one was used',
    list({ profiles: [office, profile('x')], lastProfile: 'x' }),
    { name: 'x', changed: false },
  ],
  ['none kept', list({ profiles: [] }), null],
])('the list is %s', (_, settings, current) => {
  expect(currentProfile(settings)).toEqual(current)
})

test.each<[Partial<Profile>, boolean]>([
  [{}, true],
  [{ mirrors: [b, a] }, false],
  [{ mirrors: [mirror('http://a', { insecure: true })] }, false],
  [{ mirrors: [mirror('http://a', { ca: { sha256: 'f', pem: '' } })] }, false],
  [{ engines: null }, false],
  [{ engines: [podman] }, false],
  [{ keepTheirs: false }, false],
  [{ name: 'other' }, true],
])('%j is the same setup: %j', (more, same) => {
  expect(sameSetup(office, profile('office', more))).toBe(same)
})

test.each([
  ['office', 'office'],
  ['  辦公室 ', '辦公室'],
  ['e\u0301', 'é'],
  ['😀'.repeat(40), '😀'.repeat(40)],
  ['', null],
  [' ', null],
  ['x'.repeat(41), null],
  ['a\nb', null],
  ['a\u202eb', null],
  ['a\u200bb', null],
])('the name %j', (text, name) => {
  const parsed = parseProfileName(text)
  expect(parsed.ok ? parsed.value : null).toBe(name)
})

test('one name is one to whoever types it', () => {
  expect([sameName('Office', 'office'), sameName('e\u0301', 'É'), sameName('home', 'office')]).toEqual([
    true,
    true,
    false,
  ])
})
