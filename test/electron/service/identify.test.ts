import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { identifyUrl } from '../../../electron/service/identify.ts'
import type { Identified } from '../../../shared/mirrors/contract.ts'
import { nobody, serveHttp, serveHttps } from '../mirrors/local-server.ts'

const api = { 'docker-distribution-api-version': 'registry/2.0' }
const two = { ...api, 'content-type': 'application/json; charset=utf-8' }
const three = { ...api, 'content-type': 'application/json' }

/** Answers by path, with JSON; 404 for all else. */
function serving(
  paths: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = two,
  status = 200,
): RequestListener {
  return ({ url = '' }, answer) => {
    const body = paths[url]
    if (url === '/v2/') answer.writeHead(status, headers).end('{}')
    else answer.writeHead(body === undefined ? 404 : 200, three).end(JSON.stringify(body ?? { errors: [] }))
  }
}

const asks = (url: string, more: { insecure?: boolean; ca?: string } = {}): Promise<Identified> =>
  identifyUrl({ url, insecure: false, ca: null, ...more }, new AbortController().signal)

const empty = { '/v2/_catalog?n=1000': { repositories: [] } }
const challenge = (service: string) => ({ 'www-authenticate': `Bearer realm="https://h/token",service="${service}"` })

test.each<readonly [string, RequestListener, Partial<Identified>]>([
  [
    'a pull-through of the hub',
    serving({ ...empty, '/v2/library/alpine/tags/list': { tags: ['3'] } }),
    { health: 'up', server: { name: 'distribution', version: '2.x' }, isPullThrough: true, upstream: 'docker.io' },
  ],
  [
    'one that has the first of them already',
    serving({
      '/v2/_catalog?n=1000': { repositories: ['library/alpine'] },
      '/v2/library/alpine/tags/list': { tags: ['3'] },
      '/v2/library/busybox/tags/list': { tags: ['1'] },
    }),
    { isPullThrough: true, upstream: 'docker.io' },
  ],
  [
    'a plain registry to which somebody pushed it',
    serving({
      '/v2/_catalog?n=1000': { repositories: ['library/alpine'] },
      '/v2/library/alpine/tags/list': { tags: ['3'] },
    }),
    { isPullThrough: null, upstream: null },
  ],
  [
    'a pull-through of another upstream',
    serving({ ...empty, '/v2/pause/tags/list': { tags: ['3.9'] } }, three),
    { server: { name: 'distribution', version: '3.x' }, isPullThrough: true, upstream: 'registry.k8s.io' },
  ],
  ['one that tells no catalog', serving({ '/v2/library/alpine/tags/list': { tags: ['3'] } }), { isPullThrough: null }],
  [
    'a zot',
    serving({ '/v2/_zot/ext/mgmt': { distSpecVersion: '1.1.0', releaseTag: 'v2.1.2' } }, three),
    { server: { name: 'zot', version: 'v2.1.2' } },
  ],
  [
    'a Harbor',
    serving({ '/api/v2.0/systeminfo': { harbor_version: 'v2.9.0-1' } }, challenge('harbor-registry'), 401),
    { health: 'needs-login', server: { name: 'harbor', version: 'v2.9.0-1' } },
  ],
  [
    'a GitLab',
    serving({}, challenge('dependency_proxy'), 401),
    { server: { name: 'gitlab', version: null }, isPullThrough: true, upstream: 'docker.io' },
  ],
])('%s', async (_, listener, found) => {
  expect(await asks(await serveHttp(listener))).toMatchObject(found)
})

test.each([
  ['', 'url-empty'],
  ['192.168', 'url-host'],
  ['http://', 'url-host'],
  ['mirror:', 'url-port'],
  ['mirror/v2', 'url-path-v2'],
  ['http://me:secret@mirror', 'url-credentials'],
])('%j is answered by what is missing, and nobody is asked', async (url, code) => {
  expect(await asks(url)).toMatchObject({ url: null, health: 'unknown', server: null, notice: { code } })
})

test('without a scheme the one is meant that is spoken there', async () => {
  const plain = await serveHttp(serving(empty))
  const found = await asks(plain.replace('http://', ''))
  expect(found).toMatchObject({ url: plain, health: 'up' })
  expect(found.suggestions.map(({ code }) => code)).toContain('identify-scheme')
  const tls = await serveHttps(serving(empty))
  expect(await asks(tls.url.replace('https://', ''), { ca: tls.ca.pem })).toMatchObject({ url: tls.url, health: 'up' })
  expect(await asks((await nobody()).replace('http://', ''))).toMatchObject({
    health: 'gone',
    notice: { code: 'mirror-refused' },
  })
})

test('a certificate that is not trusted is shown all the same, and what could be trusted', async () => {
  const { url, ca } = await serveHttps(serving(empty))
  const found = await asks(url)
  expect(found).toMatchObject({ health: 'untrusted', server: null, notice: { code: 'certificate-self-signed' } })
  expect(found.certificate).toMatchObject({ subject: 'mirror', names: ['127.0.0.1'], fault: 'self-signed' })
  expect(found.certificate?.authority?.pem).toBe(ca.pem)
  expect(await asks(url, { insecure: true })).toMatchObject({ health: 'up', certificate: { fault: 'self-signed' } })
})

test('who types on ends it', async () => {
  const end = new AbortController()
  const url = await serveHttp(() => undefined)
  const found = identifyUrl({ url, insecure: false, ca: null }, end.signal)
  end.abort()
  await expect(found).rejects.toThrow()
})
