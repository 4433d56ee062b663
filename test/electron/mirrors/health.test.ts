import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { probe } from '../../../electron/mirrors/health.ts'
import type { Health } from '../../../shared/contract.ts'
import { mirrorAt, nobody, serveHttp, serveHttps, serveTcp } from './local-server.ts'

const registry = { 'docker-distribution-api-version': 'registry/2.0' }
const says =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, answer) =>
    answer.writeHead(status, headers).end(body)
const up = says(200, '{}', registry)
const html = { 'content-type': 'text/html; charset=utf-8' }

/** What a mirror turns out to be, by what answers at its address. */
const served: readonly (readonly [string, Health, RequestListener])[] = [
  ['a registry', 'up', up],
  ['a registry that answers in JSON only', 'up', says(200, '{}')],
  ['a registry that says nothing but its header', 'up', says(200, '', registry)],
  [
    'a registry with a login',
    'needs-login',
    says(401, '{"errors":[]}', { ...registry, 'www-authenticate': 'Basic realm="x"' }),
  ],
  ['a page with a login', 'needs-login', says(401, '<html>', html)],
  ['a web page', 'portal', says(200, '<html><p>Sign in</html>', html)],
  ['a web page without its type', 'portal', says(200, '\n <!DOCTYPE html><title>x')],
  ['a web page that calls itself a registry', 'portal', says(200, '<html>', { ...html, ...registry })],
  ['a page of an error', 'portal', says(503, '<html>', html)],
  ['a redirect', 'portal', says(302, '', { location: 'http://login.example/' })],
  ['nothing at that path', 'not-a-registry', says(404, '{}')],
  ['a registry that is broken', 'not-a-registry', says(500, '{"errors":[]}', registry)],
  ['text', 'not-a-registry', says(200, 'It works!')],
  ['a number', 'not-a-registry', says(200, '5')],
  ['a flood', 'not-a-registry', (_, answer) => void answer.writeHead(200).end('x'.repeat(10_000_000))],
  ['silence', 'silent', () => undefined],
  ['silence in the middle of an answer', 'silent', (_, answer) => void answer.writeHead(200, registry).write('{')],
  ['an answer drop by drop', 'silent', (_, answer) => void setInterval(() => answer.write(' '), 50).unref()],
]

test.concurrent.each(served)('%s: %s', async (_, health, answer) => {
  const url = await serveHttp(answer)
  const began = performance.now()
  const found = await probe(mirrorAt(url))
  expect(found).toMatchObject({
    health,
    latencyMs: health === 'silent' ? null : expect.any(Number),
    at: expect.stringMatching(/^\d{4}-.*Z$/),
  })
  expect(performance.now() - began).toBeLessThan(4_000)
  if (health === 'up') expect(found.notice).toBeNull()
  else expect(found.notice?.message).toContain(url)
})

test.concurrent.each<readonly [string, Health, () => Promise<string>]>([
  ['nobody', 'gone', nobody],
  ['a name that is none', 'gone', async () => 'http://mirror.invalid:5000'],
  ['one that hangs up at once', 'gone', () => serveTcp((socket) => socket.destroy())],
  [
    'one that speaks another language',
    'not-a-registry',
    () => serveTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
  ],
  ['TLS spoken to by plain http', 'not-a-registry', async () => (await serveHttps(up)).url.replace('https', 'http')],
])('%s: %s', async (_, health, start) => {
  expect(await probe(mirrorAt(await start()))).toMatchObject({ health, latencyMs: null })
})

test('it is asked once, for /v2/ and nothing else, without credentials', async () => {
  const asked: unknown[] = []
  const url = await serveHttp((request, answer) => {
    asked.push([request.method, request.url, request.headers.authorization, request.headers.cookie])
    up(request, answer)
  })
  await probe(mirrorAt(url))
  await probe(mirrorAt(`${url}/project/x`))
  expect(asked).toEqual([
    ['GET', '/v2/', undefined, undefined],
    ['GET', '/v2/', undefined, undefined],
  ])
})

test('TLS: a certificate is trusted by its authority, or not at all', async () => {
  const { url, ca } = await serveHttps(up)
  const stranger = await serveHttps(up)
  const misnamed = await serveHttps(up, 'DNS:other.example')
  const healthOf = async (...mirror: Parameters<typeof mirrorAt>) => (await probe(mirrorAt(...mirror))).health
  expect([
    await healthOf(url),
    await healthOf(url, { ca: stranger.ca }),
    await healthOf(misnamed.url, { ca: misnamed.ca }),
    await healthOf(url.replace('https', 'https'), { ca }),
    await healthOf(misnamed.url, { insecure: true }),
    await healthOf((await serveHttp(up)).replace('http', 'https')),
  ]).toEqual(['untrusted', 'untrusted', 'untrusted', 'up', 'up', 'not-a-registry'])
})
