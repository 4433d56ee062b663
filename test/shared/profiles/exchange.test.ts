import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatExchange, maxExchange, parseExchange } from '../../../shared/profiles/exchange.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { exchange, pem } from './arbitrary-exchange.ts'

const hub = { upstream: 'docker.io', url: 'https://m.corp' }
const file = (more: object, base: object = { pullcord: 1, mirrors: [hub] }): string =>
  JSON.stringify({ ...base, ...more })

test('what is written is read as the same', propertyLimit, () => {
  fc.assert(
    fc.property(exchange, (value) => {
      expect(parseExchange('f', formatExchange(value))).toEqual({ ok: true, value })
    }),
    { numRuns: runs },
  )
})

test('no text makes it throw, and none is half taken', propertyLimit, () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseExchange('f', text)).toMatchObject({ ok: false, notice: { code: 'exchange-bad' } })
    }),
    { numRuns: runs },
  )
})

test('a file of one’s own, in its least form', () => {
  expect(parseExchange('f', file({}))).toEqual({
    ok: true,
    value: { mirrors: [{ ...hub, insecure: false, ca: null }], keepTheirs: null, profiles: [] },
  })
})

describe('what is wrong is told with its place', () => {
  test.each([
    ['', 1, 1],
    ['{\n  "pullcord": 1,\n  "mirrors": [],\n}', 4, 1],
    ['{"pullcord": 1, "mirrors": []} x', 1, 32],
    ['{\n  "pullcord": 2, "mirrors": [] }', 2, 15],
    ['{"mirrors": []}', 1, 1],
    ['{"pullcord": 1}', 1, 1],
    ['{"pullcord": 1, "mirrors": [], "mirrors": []}', 1, 32],
    ['{"pullcord": 1, "mirrors": [],\n "commands": ["rm"]}', 2, 2],
    ['{"pullcord": 1, "mirrors": [{"upstream": "docker.io", "url": "ftp://m"}]}', 1, 62],
    ['[]', 1, 1],
  ])('%j', (text, line, column) => {
    expect(parseExchange('f', text)).toMatchObject({ notice: { code: 'exchange-bad', values: { line, column } } })
  })
})

describe('hostile content is refused', () => {
  const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'
  const profile = { name: 'office', mirrors: [], engines: null, keepTheirs: true }
  const many = Array.from({ length: 5000 }, (_, at) => ({ upstream: 'docker.io', url: `https://m${at}.corp` }))
  test.each<[string, string]>([
    ['a control character', file({ profiles: [{ ...profile, name: 'a\u0007' }] })],
    ['a mark that turns the direction', file({ profiles: [{ ...profile, name: 'office\u202egro.live' }] })],
    ['a sign without width', file({ mirrors: [{ ...hub, url: 'https://m\u200b.corp' }] })],
    ['a private key', file({ mirrors: [{ ...hub, ca: key }] })],
    ['a private key behind a certificate', file({ mirrors: [{ ...hub, ca: pem + key }] })],
    ['text before a certificate', file({ mirrors: [{ ...hub, ca: `x ${pem}` }] })],
    ['thousands of mirrors', file({ mirrors: many })],
    ['thousands of profiles', file({ profiles: many.map(({ url: name }) => ({ ...profile, name })) })],
    ['two profiles of one name', file({ profiles: [profile, { ...profile, name: 'OFFICE' }] })],
    ['a mirror twice', file({ mirrors: [hub, hub] })],
    ['a login', file({ mirrors: [{ ...hub, url: 'https://user:pw@m.corp' }] })],
    ['an engine that is none', file({ profiles: [{ ...profile, engines: ['../../etc:user'] }] })],
    ['an authority where TLS is not verified', file({ mirrors: [{ ...hub, insecure: true, ca: pem }] })],
    ['depth', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['__proto__', '{"pullcord": 1, "mirrors": [], "__proto__": {"keepTheirs": false}}'],
  ])('%s', (_, text) => {
    const read = parseExchange('f', text)
    expect(read).toMatchObject({ ok: false, notice: { code: 'exchange-bad' } })
    expect(JSON.stringify(read)).not.toMatch(/PRIVATE|pw@|\u202e|\u200b/)
  })

  test('more than is ever written', () => {
    expect(parseExchange('f', ' '.repeat(maxExchange + 1))).toMatchObject({ notice: { code: 'exchange-large' } })
  })
})
