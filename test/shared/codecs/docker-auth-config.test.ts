import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64 } from '../../../shared/codecs/base64.ts'
import {
  keysOf,
  parseAuthConfig,
  parseHelperAnswer,
  Secret,
  type AuthConfig,
} from '../../../shared/codecs/docker-auth-config.ts'

function parsed(value: unknown): AuthConfig {
  const found = parseAuthConfig('/c.json', JSON.stringify(value))
  if (!found.ok) throw new Error(found.refusal.notice.message)
  return found.value
}

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const hub = 'https://index.docker.io/v1/'

/** What a config knows of the hub, with its secret open. */
function loginIn(entry: unknown): readonly [user: string, secret: string, kind: string] | null {
  const login = parsed({ auths: { [hub]: entry } }).logins.get(hub)
  return login ? [login.user, login.secret.reveal(), login.kind] : null
}

test.each<readonly [string, unknown, readonly string[] | null]>([
  ['user and password', { auth: base64('jane:hunter2') }, ['jane', 'hunter2', 'password']],
  ['a password with colons', { auth: base64('jane:a:b:') }, ['jane', 'a:b:', 'password']],
  ['other letters', { auth: base64('jürgen:пароль') }, ['jürgen', 'пароль', 'password']],
  ['no padding', { auth: base64('jane:hunter2').replaceAll('=', '') }, ['jane', 'hunter2', 'password']],
  ['NUL at the end', { auth: base64('jane:hunter2\0\0') }, ['jane', 'hunter2', 'password']],
  ['names of their own', { username: 'jane', password: 'p' }, ['jane', 'p', 'password']],
  ['an identity token', { auth: base64('jane:'), identitytoken: 'tok' }, ['jane', 'tok', 'identity-token']],
  ['an identity token alone', { identitytoken: 'tok' }, ['', 'tok', 'identity-token']],
  ['what a helper leaves', {}, null],
  ['no password', { auth: base64('jane:') }, null],
  ['no user', { auth: base64(':x') }, null],
  ['no colon', { auth: base64('jane') }, null],
  ['no base64', { auth: 'ja ne' }, null],
  ['no text', { auth: 5 }, null],
  ['bytes that are no text', { auth: 'gICAgDo6gA==' }, null],
  ['null', null, null],
  ['a list', ['x'], null],
])('a login with %s', (_, entry, login) => {
  expect(loginIn(entry)).toEqual(login)
})

test('helpers by name, and none whose name could be anything but the end of a program’s', () => {
  const { store, helpers } = parsed({
    credsStore: 'secretservice',
    credHelpers: { 'gcr.io': 'gcloud', 'a.io': '../x', 'b.io': 'x y', 'c.io': '', 'd.io': 7, 'e.io': 'x'.repeat(99) },
  })
  expect([store, [...helpers]]).toEqual(['secretservice', [['gcr.io', 'gcloud']]])
  for (const odd of ['/bin/sh', '$(id)', 'a;b', 'UP', '', null, {}])
    expect(parsed({ credsStore: odd }).store).toBeNull()
})

test.each([
  ['{ "auths": { "x": { "auth": "c2VjcmV0" ', 1, 40],
  ['{\n  "auths": {},\n}', 3, 1],
  ['// mine\n{}', 1, 1],
  ['[]', 1, 1],
  ['\n "secret"', 2, 2],
  ['null', 1, 1],
])('%j is refused at its place, and nothing of it repeated', (text, line, column) => {
  const found = parseAuthConfig('/home/dev/.docker/config.json', text)
  expect(found).toMatchObject({
    ok: false,
    refusal: { path: '/home/dev/.docker/config.json', line, column, notice: { code: 'unparseable-file' } },
  })
  expect(JSON.stringify(found)).not.toMatch(/secret|c2Vj/)
})

test('a byte order mark is refused by name', () => {
  expect(parseAuthConfig('/f', '\uFEFF{}')).toMatchObject({ refusal: { notice: { code: 'file-bom' } } })
})

test('parts of the wrong kind are as good as missing, names of Object are names', () => {
  for (const odd of [null, 5, 'x', [], true]) {
    const { logins, store, helpers } = parsed({ auths: odd, credsStore: odd === 'x' ? 5 : odd, credHelpers: odd })
    expect([logins.size, store, helpers.size]).toEqual([0, null, 0])
  }
  const text = `{"auths":{"__proto__":{"auth":"${base64('a:b')}"}},"credHelpers":{"constructor":"x"}}`
  const found = parseAuthConfig('/f', text)
  expect(found.ok && [[...found.value.logins.keys()], [...found.value.helpers]]).toEqual([
    ['__proto__'],
    [['constructor', 'x']],
  ])
})

test('the names of a registry: docker’s for its hub, those with a namespace for none', () => {
  expect(keysOf('docker.io')[0]).toBe(hub)
  expect(keysOf('docker.io')).toEqual(expect.arrayContaining(['docker.io', 'index.docker.io', 'registry-1.docker.io']))
  expect(keysOf('quay.io')).toEqual(expect.arrayContaining(['quay.io', 'https://quay.io', 'https://quay.io/v1/']))
  expect(keysOf('docker.io')).not.toContain('docker.io/team')
})

test('a secret shows itself nowhere', () => {
  const secret = new Secret('hunter2')
  const login = { user: 'jane', secret, kind: 'password' }
  const shown = [String(secret), [secret].join(), JSON.stringify(login), inspect(login, { depth: 9, showHidden: true })]
  expect(shown.join()).not.toContain('hunter2')
  expect(Object.keys(secret)).toEqual([])
  expect(JSON.stringify(structuredClone(Object.assign({}, secret)))).not.toContain('hunter2')
})

test.each<readonly [string, readonly string[] | null]>([
  ['{"ServerURL":"x","Username":"jane","Secret":"p"}\n', ['jane', 'p', 'password']],
  ['{"Username":"<token>","Secret":"t"}', ['', 't', 'identity-token']],
  ['{"Username":"","Secret":"p"}', null],
  ['{"Username":"jane"}', null],
  ['credentials not found in native keychain', null],
  ['', null],
  ['[1]', null],
  ['null', null],
])('a helper’s answer %j', (text, login) => {
  const found = parseHelperAnswer(text)
  expect(found && [found.user, found.secret.reveal(), found.kind]).toEqual(login)
})

test('base64 as Node has it, and nothing thrown of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeBase64(base64(text))).toBe(text)
    }),
  )
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      decodeBase64(text)
      parseHelperAnswer(text)
      parseAuthConfig('/f', text)
    }),
  )
})
