import { createHash, createPublicKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { checkGitlab } from '../../../../electron/gitlab/check/check.ts'
import { keyIdOf } from '../../../../electron/gitlab/key-id.ts'
import { mintToken } from '../../../../electron/gitlab/registry-token.ts'

const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const pem = String(key.export({ type: 'pkcs8', format: 'pem' }))
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections()
})

async function served(answer: (asked: IncomingMessage, to: ServerResponse) => void): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

interface Registry {
  readonly realm?: string
  readonly service?: string
  readonly issuer?: string
  readonly trusts?: KeyObject
  /** Seconds. */
  readonly ahead?: number
  readonly version?: 2 | 3
}

/** A registry with the checks of distribution's token.go, whose clock may be wrong. */
async function registry(asks: string[], options: Registry = {}): Promise<string> {
  const { realm = 'http://127.0.0.1:1/jwt/auth', service = 'container_registry', issuer = 'gitlab-issuer' } = options
  const { trusts = key, ahead = 0, version = 2 } = options
  return await served((asked, to) => {
    asks.push(`${asked.method} ${asked.url}`)
    const now = Date.now() / 1000 + ahead
    const token = asked.headers.authorization?.replace('Bearer ', '') ?? ''
    const isFine = isValid(token, trusts, { issuer, service, now })
    to.writeHead(isFine ? 200 : 401, {
      date: new Date(now * 1000).toUTCString(),
      'docker-distribution-api-version': 'registry/2.0',
      'content-type': version === 3 ? 'application/json' : 'application/json; charset=utf-8',
      ...(!isFine && { 'www-authenticate': `Bearer realm="${realm}",service="${service}"` }),
    })
    to.end('{}')
  })
}

function isValid(
  token: string,
  trusts: KeyObject,
  { issuer, service, now }: { readonly issuer: string; readonly service: string; readonly now: number },
): boolean {
  const [head = '', body = '', signature = ''] = token.split('.')
  if (signature === '') return false
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  const claims = read(body)
  if (read(head)['kid'] !== keyIdOf(trusts) || claims['iss'] !== issuer || claims['aud'] !== service) return false
  if (Number(claims['exp']) + 60 < now || Number(claims['nbf']) - 60 > now) return false
  const signed = Buffer.from(`${head}.${body}`)
  return verify('sha256', signed, createPublicKey(trusts), Buffer.from(signature, 'base64url'))
}

/** GitLab's realm, that gives everybody a token. */
const gitlab = async (signs: KeyObject, issuer: string, status = 200): Promise<string> =>
  await served((_, to) => {
    const order = { key: signs, issuer, service: 'container_registry', subject: '', access: [], lifetime: 300 }
    const token = mintToken({ ...order, at: Math.floor(Date.now() / 1000) })
    to.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ token }))
  })

async function check(url: string | null, from: string | null = null, files: readonly [string, string][] = []) {
  const given = files.map(([path, text]) => ({ path, text, mode: 0o600 }))
  const order = { files: given, registry: url, gitlab: from, ca: null }
  const { findings } = await checkGitlab(order, new AbortController().signal, Date.now(), [])
  const told = (level: string) => findings.filter((one) => one.level === level).map(({ notice }) => notice)
  return { problems: told('problem').map(({ code }) => code), told, findings }
}

const keyFile: readonly [string, string][] = [['registry-auth.key', pem]]

describe('a token that opens nothing is shown to the registry', () => {
  test.each<readonly [string, Registry, readonly string[]]>([
    ['and taken', {}, []],
    ['of a key that it does not know', { trusts: other }, ['check-token-refused']],
    ['of a key that registry 3 does not find', { trusts: other, version: 3 }, ['check-token-refused-3']],
    ['in a name that it does not trust', { issuer: 'omnibus-gitlab-issuer' }, ['check-token-issuer']],
    ['while its clock is an hour ahead', { ahead: 3600 }, ['check-token-clock']],
    ['while its clock is an hour behind', { ahead: -3600 }, ['check-token-clock']],
  ])('%s', async (_, options, problems) => {
    const found = await check(await registry([], options), null, keyFile)
    expect(found.problems).toEqual(problems)
    const clock = found.told('warning').map(({ code }) => code)
    expect(clock).toEqual(options.ahead ? ['check-live-clock'] : [])
  })

  test('GitLab’s own for guests needs no key', async () => {
    const realm = await gitlab(key, 'gitlab-issuer')
    const { problems, told } = await check(await registry([], { realm: `${realm}/jwt/auth` }), realm)
    expect(problems).toEqual([])
    expect(told('fine').map(({ code }) => code)).toContain('check-token-accepted')
    const wrong = await gitlab(other, 'gitlab-issuer')
    const refused = await check(await registry([], { realm: `${wrong}/jwt/auth` }), wrong)
    expect(refused.problems).toEqual(['check-token-refused'])
    expect(refused.told('problem')[0]?.values).toMatchObject({ kid: keyIdOf(other), issuer: 'gitlab-issuer' })
  })

  test('no token and no key: it says that it did not try', async () => {
    expect((await check(await registry([]))).told('not-checked').map(({ code }) => code)).toEqual(['check-token-none'])
  })
})

test('only what was named is asked, with GET, and nothing is pulled', async () => {
  const asks: string[] = []
  await check(await registry(asks, { issuer: 'another' }), null, keyFile)
  expect(new Set(asks)).toEqual(new Set(['GET /v2/']))
  expect(asks.length).toBeLessThan(8)
})

test.each([
  [500, 'check-gitlab-error'],
  [404, 'check-gitlab-no-realm'],
  [302, 'check-gitlab-no-realm'],
])('a GitLab that answers %i', async (status, code) => {
  expect((await check(null, await gitlab(key, 'a', status))).problems).toEqual([code])
})

test('a GitLab whose registry is off says so', async () => {
  const body = { errors: [{ code: 'UNAVAILABLE', message: 'registry not enabled' }] }
  const url = await served((_, to) => void to.writeHead(404).end(JSON.stringify(body)))
  expect((await check(null, url)).problems).toEqual(['check-gitlab-disabled'])
})

test('what runs may differ from the files', async () => {
  const env = [
    'REGISTRY_AUTH_TOKEN_REALM=http://127.0.0.1:1/jwt/auth',
    'REGISTRY_AUTH_TOKEN_SERVICE=container_registry',
    'REGISTRY_AUTH_TOKEN_ISSUER=gitlab-issuer',
  ].join('\n')
  const url = await registry([], { realm: 'http://127.0.0.1:2/jwt/auth' })
  const { problems } = await check(url, null, [['registry.env', env]])
  expect(problems).toContain('check-live-differs')
})

test.each([
  ['Basic realm="x"', 401, 'check-live-basic'],
  [null, 401, 'check-live-not-registry'],
  [null, 502, 'check-live-not-registry'],
])('another server: %s %i', async (header, status, code) => {
  const url = await served(
    (_, to) => void to.writeHead(status, header === null ? {} : { 'www-authenticate': header }).end(),
  )
  expect((await check(url)).problems).toEqual([code])
})

test('a registry that says too much or nothing is left in time', async () => {
  const url = await served((_, to) => {
    to.writeHead(401, { 'www-authenticate': 'Bearer realm="http://g/jwt/auth",service="container_registry"' })
    const more = (): void => {
      if (to.destroyed) return
      to.write('x'.repeat(64 * 1024))
      setImmediate(more)
    }
    more()
  })
  expect((await check(url)).findings.length).toBeGreaterThan(0)
})

test('a registry that accepts and never answers is told of', async () => {
  const { problems, told } = await check(await served(() => {}))
  expect(problems).toEqual(['check-live-gone'])
  expect(told('problem')[0]?.message).toContain('no answer within 4 s')
})

test('what is no authority, or no URL, is refused before anything is asked', async () => {
  const order = { files: [], registry: 'https://r', gitlab: null, ca: pem }
  const signal = new AbortController().signal
  await expect(checkGitlab(order, signal)).rejects.toMatchObject({ notice: { code: 'ca-bad' } })
  const typed = { ...order, ca: null, registry: 'ftp://r' }
  await expect(checkGitlab(typed, signal)).rejects.toMatchObject({ notice: { code: 'check-url' } })
  const nothing = { ...order, ca: null, registry: null }
  await expect(checkGitlab(nothing, signal)).rejects.toMatchObject({ notice: { code: 'check-nothing' } })
})

test('a check that is stopped has no report', async () => {
  const end = new AbortController()
  const url = await served(() => end.abort())
  const order = { files: [], registry: url, gitlab: null, ca: null }
  await expect(checkGitlab(order, end.signal, Date.now(), [])).rejects.toMatchObject({ name: 'AbortError' })
})

test('the hash of a key file is not told either', async () => {
  const { findings } = await check(await registry([], { trusts: other }), null, keyFile)
  const told = JSON.stringify(findings)
  expect(told).not.toContain(createHash('sha256').update(pem).digest('hex'))
  expect(told).not.toMatch(/eyJ[\w-]{10}/)
})
