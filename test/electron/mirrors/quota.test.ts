import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { probeQuota, type Hub } from '../../../electron/mirrors/quota.ts'
import { Secret, type StoredLogin } from '../../../shared/codecs/docker-auth-config.ts'
import type { Quota } from '../../../shared/pulls/quota.ts'
import { hubServer, limitHeaders, says } from './hub-server.ts'
import { nobody, serveHttp, serveHttps, serveTcp } from './local-server.ts'

const here = { kind: 'this-machine' } as const
const jane: StoredLogin = { user: 'jane', secret: new Secret('hunter2'), kind: 'password' }
const basic = `Basic ${Buffer.from('jane:hunter2').toString('base64')}`
const query = '/token?service=registry.docker.io&scope=repository%3Aratelimitpreview%2Ftest%3Apull'
const manifest = '/v2/ratelimitpreview/test/manifests/latest'

const probe = async (hub: Hub, login: StoredLogin | null = null): Promise<Quota> =>
  await probeQuota({ login, from: here, hub })

test('without a login: a token for nobody, one HEAD, and the address that is counted', async () => {
  const { hub, asked } = await hubServer()
  expect(await probe(hub)).toEqual({
    at: expect.any(Number),
    from: here,
    login: null,
    counted: '203.0.113.7',
    state: 'known',
    limit: 100,
    remaining: 76,
    windowSeconds: 21_600,
    notice: null,
  })
  expect(asked).toEqual([`auth GET ${query}`, `registry HEAD ${manifest} Bearer for.nobody`])
})

test('with a login: the password goes to the authority alone, and the account is counted', async () => {
  const { hub, asked } = await hubServer()
  const found = await probe(hub, jane)
  expect(found).toMatchObject({ login: 'jane', counted: '5f9c-11', state: 'known', remaining: 198 })
  expect(asked).toEqual([`auth GET ${query} ${basic}`, `registry HEAD ${manifest} Bearer for.jane`])
  expect(JSON.stringify(found)).not.toContain('hunter2')
})

test('an identity token is exchanged by POST', async () => {
  const { hub, asked } = await hubServer()
  const token: StoredLogin = { user: '', secret: new Secret('renewed'), kind: 'identity-token' }
  expect(await probe(hub, token)).toMatchObject({ login: 'identity token', state: 'known', remaining: 198 })
  expect(asked[0]).toMatch(/^auth POST \/token service=.*&grant_type=refresh_token&.*refresh_token=renewed$/)
  const old: StoredLogin = { ...token, secret: new Secret('old') }
  expect(await probe(hub, old)).toMatchObject({ state: 'failed', notice: { code: 'quota-login-refused' } })
})

test('a wrong password is named, and the registry is not asked', async () => {
  const { hub, asked } = await hubServer()
  const found = await probe(hub, { ...jane, secret: new Secret('wrong') })
  expect(found).toMatchObject({
    state: 'failed',
    login: 'jane',
    remaining: null,
    notice: { code: 'quota-login-refused' },
  })
  expect(asked).toHaveLength(1)
})

const html = { 'content-type': 'text/html; charset=utf-8' }
const drip: RequestListener = (_, answer) => void setInterval(() => answer.write(' '), 50).unref()
const endless: RequestListener = (_, answer) => {
  const more = (): void => void (answer.destroyed || (answer.write('x'.repeat(65_536)), setImmediate(more)))
  more()
}

test.concurrent.each<readonly [string, RequestListener, Partial<Quota>, string | null]>([
  ['no headers', says(200), { state: 'not-reported', limit: null, remaining: null }, 'quota-not-reported'],
  [
    'the account without its limit',
    says(200, '', { 'docker-ratelimit-source': '5f9c-11' }),
    { state: 'not-reported', counted: '5f9c-11' },
    'quota-not-reported',
  ],
  ['nothing left', says(429, '', limitHeaders(0)), { state: 'known', remaining: 0, limit: 100 }, null],
  ['too many requests', says(429), { state: 'failed', remaining: null }, 'quota-too-many'],
  [
    'a limit without a window',
    says(200, '', { 'ratelimit-limit': '9', 'ratelimit-remaining': '5' }),
    { windowSeconds: null, remaining: 5 },
    null,
  ],
  [
    'a limit of words',
    says(200, '', { 'ratelimit-limit': 'many', 'ratelimit-remaining': 'some' }),
    { state: 'failed' },
    'quota-unreadable',
  ],
  [
    'two limits',
    says(200, '', { 'ratelimit-limit': '1;w=1, 2;w=2', 'ratelimit-remaining': '1;w=1' }),
    { state: 'failed' },
    'quota-unreadable',
  ],
  ['a web page', says(200, '', html), { state: 'failed' }, 'quota-portal'],
  ['a refused token', says(401), { state: 'failed' }, 'quota-odd'],
  ['a broken registry', says(500), { state: 'failed' }, 'quota-odd'],
  ['silence', () => undefined, { state: 'failed' }, 'quota-silent'],
])(
  'the registry answers with %s',
  async (_, registry, expected, code) => {
    const found = await probe((await hubServer({ registry })).hub)
    expect(found).toMatchObject(expected)
    expect(found.notice?.code ?? null).toBe(code)
  },
  10_000,
)

test.concurrent.each<readonly [string, RequestListener, string]>([
  ['a web page', says(200, '<html>', html), 'quota-portal'],
  ['a page without its type', says(200, '<html>'), 'quota-portal'],
  ['half of an object', says(200, '{"token":"a'), 'quota-portal'],
  ['no token', says(200, '{}'), 'quota-portal'],
  ['null', says(200, 'null'), 'quota-portal'],
  ['a token that is a number', says(200, '{"token":5}'), 'quota-portal'],
  ['a token that would end the header', says(200, '{"token":"a\\r\\nx: y"}'), 'quota-portal'],
  ['a token that is too long', says(200, `{"token":"${'a'.repeat(20_000)}"}`), 'quota-portal'],
  ['too many requests', says(429), 'quota-too-many'],
  ['trouble', says(503), 'quota-odd'],
  ['no end', endless, 'quota-portal'],
  ['drops', drip, 'quota-silent'],
  ['silence', () => undefined, 'quota-silent'],
])(
  'the authority answers with %s',
  async (_, auth, code) => {
    const { hub, asked } = await hubServer({ auth })
    const began = performance.now()
    expect(await probe(hub, jane)).toMatchObject({ state: 'failed', limit: null, notice: { code } })
    expect(performance.now() - began).toBeLessThan(7_000)
    expect(asked.filter((line) => line.startsWith('registry'))).toEqual([])
  },
  10_000,
)

test('a redirect is not followed: neither password nor token reach another host', async () => {
  const reached: string[] = []
  const thief = await serveHttp((request, answer) => {
    reached.push(request.url ?? '')
    answer.end('{"token":"stolen"}')
  })
  for (const status of [301, 302, 307, 308]) {
    const away = says(status, '', { location: `${thief}/` })
    expect(await probe((await hubServer({ auth: away })).hub, jane)).toMatchObject({ notice: { code: 'quota-portal' } })
    const { hub } = await hubServer({ registry: away })
    expect(await probe(hub, jane)).toMatchObject({ state: 'failed', notice: { code: 'quota-portal' } })
  }
  expect(reached).toEqual([])
})

test('nobody there, another language, and a certificate of someone else', async () => {
  const gone = await nobody()
  expect(await probe({ auth: gone, registry: gone })).toMatchObject({
    state: 'failed',
    notice: { code: 'quota-unreachable', values: { why: 'ECONNREFUSED' } },
  })
  const babble = await serveTcp((socket) => void socket.end('SSH-2.0-OpenSSH\r\n'))
  expect(await probe({ auth: babble, registry: babble })).toMatchObject({ notice: { code: 'quota-unreachable' } })
  const slow = await serveTcp((socket) => void setInterval(() => socket.write('H'), 50).unref())
  expect(await probe({ auth: slow, registry: slow })).toMatchObject({ state: 'failed' })
  let sent = ''
  const { url } = await serveHttps((request, answer) => void answer.end((sent += request.headers.authorization ?? 'x')))
  expect(await probe({ auth: url, registry: url }, jane)).toMatchObject({
    notice: { code: 'quota-unreachable', values: { why: expect.stringMatching(/SELF_SIGNED|UNABLE/) } },
  })
  expect(sent).toBe('')
})
