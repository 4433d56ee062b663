import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatLink, isLink, parseLink } from '../../../shared/profiles/link.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { exchange } from './arbitrary-exchange.ts'

const hub = { upstream: 'docker.io', url: 'https://m.corp', insecure: false, ca: null }
const start = 'pullcord://set-up?'
const wordy = `${start}mirror=docker.io%3Dhttps%3A%2F%2Fm.corp`

test('what is written is read as the same', propertyLimit, () => {
  fc.assert(
    fc.property(exchange, (value) => {
      const link = formatLink(value)
      expect(isLink(link)).toBe(true)
      expect(parseLink(link)).toEqual({ ok: true, value })
    }),
    { numRuns: runs },
  )
})

test('no link makes it throw', propertyLimit, () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => start + text),
      ),
      (text) => {
        expect(parseLink(text).ok).toBe(false)
      },
    ),
    { numRuns: runs },
  )
})

test('a mirror alone is readable, an insecure one says so in the link itself', () => {
  expect(formatLink({ mirrors: [hub], keepTheirs: null, profiles: [] })).toBe(wordy)
  expect(formatLink({ mirrors: [{ ...hub, insecure: true }], keepTheirs: false, profiles: [] })).toBe(
    `${wordy}&insecure=true&keep-theirs=no`,
  )
})

test.each([
  [wordy, { mirrors: [hub], keepTheirs: null, profiles: [] }],
  [`  ${wordy}\n`, { mirrors: [hub], keepTheirs: null, profiles: [] }],
  [wordy.replace('set-up?', 'set-up/?'), { mirrors: [hub], keepTheirs: null, profiles: [] }],
  [
    `${wordy}&mirror=quay.io=http://q.lan&insecure=true`,
    {
      mirrors: [
        { ...hub, insecure: true },
        { ...hub, upstream: 'quay.io', url: 'http://q.lan' },
      ],
      keepTheirs: null,
      profiles: [],
    },
  ],
])('%s', (text, value) => {
  expect(parseLink(text)).toEqual({ ok: true, value })
})

describe('refused', () => {
  test.each([
    'https://set-up?mirror=docker.io=https://m.corp',
    'pullcord://set-up',
    'pullcord://set-up?',
    'pullcord://run?command=rm',
    `${start}mirror=docker.io`,
    `${start}mirror=docker.io=https://user:pw@m.corp`,
    `${wordy}&insecure=yes`,
    `${wordy}&insecure=true&insecure=true`,
    `${wordy}&apply=true`,
    `${wordy}&data=e30`,
    `${wordy}&mirror=%ff`,
    `${wordy} --no-sandbox`,
    `${wordy}\u202e`,
    `${start}data=e30`,
    `${start}data=!!!`,
    `${start}data=${'A'.repeat(70_000)}`,
  ])('%.80s', (link) => {
    const read = parseLink(link)
    expect(read.ok).toBe(false)
    expect(JSON.stringify(read)).not.toContain('pw@')
  })
})

test('what means to be a link is told from a file', () => {
  expect(['pullcord://x', ' PULLCORD:y', '{"pullcord": 1}', 'pullcord.json'].map(isLink)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
