import { expect, test } from 'vitest'
import { tryLogin, type LoginOrder } from '../../../electron/gitlab/registry-login.ts'
import { Secret, type StoredLogin } from '../../../shared/codecs/docker-auth-config.ts'
import { AppError } from '../../../shared/errors.ts'
import { nobody, serveTcp } from '../mirrors/local-server.ts'
import { memoryRegistry, says, type MemoryRegistry } from './token-registry.ts'

const jane = (password = 'hunter2'): StoredLogin => ({ user: 'jane', secret: new Secret(password), kind: 'password' })
const token = (text = 'renewed', user = ''): StoredLogin => ({
  user,
  secret: new Secret(text),
  kind: 'identity-token',
})
const { signal } = new AbortController()

/** `proven user kind code`, or the code of the refusal. */
async function tried(
  { name, ca }: Pick<MemoryRegistry, 'name' | 'ca'>,
  login: StoredLogin,
  over: Partial<LoginOrder> = {},
): Promise<string> {
  const order = { name: { host: name, path: '' }, allowRealms: [], plainHttp: false, ca, signal, login, ...over }
  try {
    const found = await tryLogin(order)
    return [found.state, found.login.user, found.login.kind, found.notice.code].join(' ')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(JSON.stringify(error.notice)).not.toMatch(/hunter2|renewed/)
    return error.notice.code
  }
}

const header = `Basic ${Buffer.from('jane:hunter2').toString('base64')}`
const secrets = (asked: readonly string[]): readonly string[] => asked.filter((one) => /Basic|refresh_token/.test(one))

test('a login goes to the token service alone, then its token to the registry', async () => {
  const registry = await memoryRegistry()
  expect(await tried(registry, jane())).toBe('proven jane password auth-login-proven')
  expect(registry.asked).toEqual([
    'GET /v2/',
    `GET /token?service=memory&account=jane&client_id=pullcord ${header}`,
    'GET /v2/ Bearer let-in',
  ])
})

test('Basic: nothing is sent before it is asked for', async () => {
  const registry = await memoryRegistry({ realm: null })
  expect(await tried(registry, jane())).toBe('proven jane password auth-login-proven')
  expect(registry.asked).toEqual(['GET /v2/', `GET /v2/ ${header}`])
  expect(await tried(registry, jane('wrong'))).toBe('auth-login-refused')
  expect(await tried(registry, token())).toBe('auth-token-unwanted')
})

test.each([
  ['a wrong password', {}, jane('wrong'), 'auth-login-refused'],
  ['no right at the token service', { token: says(403) }, jane(), 'auth-login-forbidden'],
  ['no right at the registry', { enter: says(403) }, jane(), 'auth-login-forbidden'],
  ['a token that the registry refuses', { enter: says(401) }, jane(), 'auth-token-refused'],
  ['too many requests', { token: says(429) }, jane(), 'auth-too-many'],
  ['a token service that fails', { token: says(500) }, jane(), 'auth-odd-status'],
  ['an answer without a token', { token: says(200, '{}') }, jane(), 'auth-no-token'],
  ['a web page', { first: says(200, '<html>', { 'content-type': 'text/html' }) }, jane(), 'auth-not-a-registry'],
  ['no registry at all', { first: says(404) }, jane(), 'auth-not-a-registry'],
  [
    'a challenge that is none',
    { first: says(401, '', { 'www-authenticate': 'Negotiate' }) },
    jane(),
    'auth-not-a-registry',
  ],
  ['a redirect of the registry', { first: says(302, '', { location: 'https://x.corp/' }) }, jane(), 'auth-redirected'],
  [
    'a redirect of the token service',
    { token: says(307, '', { location: 'https://x.corp/' }) },
    jane(),
    'auth-redirected',
  ],
  ['everybody let in', { first: says(200, '{}') }, jane(), 'unproven jane password auth-login-unasked'],
  ['an identity token', {}, token(), 'proven  identity-token auth-token-kept'],
  ['one that is no longer good', {}, token('old'), 'auth-login-refused'],
  ['a service that exchanges none', { token: says(404) }, token(), 'auth-token-unwanted'],
  [
    'one that is taken as a password too',
    { token: says(200, '{"access_token":"let-in"}') },
    token(),
    'proven 00000000-0000-0000-0000-000000000000 password auth-token-as-password',
  ],
] as const)('%s', async (_, ways, login, expected) => {
  expect(await tried(await memoryRegistry(ways), login)).toBe(expected)
})

test.each([
  ['on another domain', (own: string) => own.replace('127.0.0.1', 'localhost'), 'auth-realm-elsewhere'],
  ['without TLS', (own: string) => own.replace('https:', 'http:'), 'auth-realm-plain'],
  ['with a login in its address', (own: string) => own.replace('//', '//a:b@'), 'auth-realm-odd'],
  ['of no kind that is known', () => 'file:///etc/passwd', 'auth-realm-odd'],
  ['that is no address', () => 'token', 'auth-realm-odd'],
])('a token service %s gets no login', async (_, realm, code) => {
  const registry = await memoryRegistry({ realm: (own) => `${realm(own)}/token` })
  expect(await tried(registry, jane())).toBe(code)
  expect(secrets(registry.asked)).toEqual([])
})

test('one on another domain gets it once a person has allowed that host', async () => {
  const registry = await memoryRegistry({ realm: (own) => `${own.replace('127.0.0.1', 'localhost')}/token` })
  expect(await tried(registry, jane(), { allowRealms: ['other.corp'] })).toBe('auth-realm-elsewhere')
  expect(await tried(registry, jane(), { allowRealms: ['localhost'] })).toBe('proven jane password auth-login-proven')
})

test('a certificate that is not trusted, a port where nothing is, silence without TLS', async () => {
  const registry = await memoryRegistry()
  expect(await tried({ ...registry, ca: null }, jane())).toBe('auth-untrusted')
  expect(registry.asked).toEqual([])
  const gone = new URL(await nobody()).host
  expect(await tried({ name: gone, ca: null }, jane())).toBe('auth-unreachable')
  const closing = new URL(await serveTcp((socket) => socket.destroy())).host
  expect(await tried({ name: closing, ca: null }, jane())).toBe('auth-unreachable')
  expect(await tried({ name: 'registry.invalid', ca: null }, jane())).toMatch(/^auth-(?:host-unknown|unreachable)$/)
})

test('a registry on this machine may be without TLS, as docker has it', async () => {
  const registry = await memoryRegistry({ tls: false })
  expect(await tried(registry, jane())).toBe('proven jane password auth-login-proven')
})

test('an end is an end', async () => {
  const end = new AbortController()
  const silent = new URL(await serveTcp(() => end.abort())).host
  await expect(tried({ name: silent, ca: null }, jane(), { signal: end.signal })).rejects.toMatchObject({
    name: 'AbortError',
  })
})
