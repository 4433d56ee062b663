import { createHash, randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { measureSpeed } from '../../../electron/mirrors/speed.ts'
import type { SpeedReport } from '../../../shared/mirrors/contract.ts'
import { mirrorAt, serveHttp } from './local-server.ts'

const digestOf = (bytes: string | Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const layer = randomBytes(64 * 1024)
const config = '{"created":"2026-01-01T00:00:00Z"}'
const type = 'application/vnd.oci.image.manifest.v1+json'
const manifest = JSON.stringify({
  schemaVersion: 2,
  mediaType: type,
  config: { digest: digestOf(config), size: config.length },
  layers: [{ digest: digestOf(layer), size: layer.length }],
})
const platform = { os: 'linux', architecture: process.arch === 'x64' ? 'amd64' : process.arch }
const indexType = 'application/vnd.oci.image.index.v1+json'
const index = JSON.stringify({
  schemaVersion: 2,
  mediaType: indexType,
  manifests: [{ digest: digestOf(manifest), platform }],
})
const image = { upstream: 'docker.io', repository: 'library/demo', tag: '1', digest: null } as const

/** A server that has the image, and notes what it was asked for. */
function holder(asked: string[], headers: Readonly<Record<string, string>> = {}): RequestListener {
  const texts: Readonly<Record<string, readonly [string | Buffer, string]>> = {
    '/v2/': ['{}', 'application/json; charset=utf-8'],
    '/v2/library/demo/manifests/1': [index, indexType],
    [`/v2/library/demo/manifests/${digestOf(index)}`]: [index, indexType],
    [`/v2/library/demo/manifests/${digestOf(manifest)}`]: [manifest, type],
    [`/v2/library/demo/blobs/${digestOf(config)}`]: [config, 'application/octet-stream'],
    [`/v2/library/demo/blobs/${digestOf(layer)}`]: [layer, 'application/octet-stream'],
    '/v2/library/demo/tags/list': ['{"tags":["1"]}', 'application/json'],
    '/v2/namespaces/library/repositories/demo/tags/1': [
      JSON.stringify({ images: [{ ...platform, variant: null, digest: digestOf(manifest) }] }),
      'application/json',
    ],
  }
  return ({ method, url = '', headers: sent }, answer) => {
    asked.push(`${method} ${url.replace(/sha256:\w+/, 'DIGEST')}`)
    const found = texts[url]
    if (!found) return void answer.writeHead(404).end()
    const [body, contentType] = found
    const digest = digestOf(body)
    if (sent['if-none-match'] === `"${digest}"`) return void answer.writeHead(304).end()
    answer.writeHead(200, {
      'docker-distribution-api-version': 'registry/2.0',
      'docker-content-digest': digest,
      'content-type': contentType,
      ...headers,
    })
    answer.end(method === 'HEAD' ? undefined : body)
  }
}

async function measured(mirror: RequestListener, hub: RequestListener, api = hub): Promise<SpeedReport> {
  const [url, registry, web] = await Promise.all([serveHttp(mirror), serveHttp(hub), serveHttp(api)])
  return await measureSpeed({
    image,
    mirrors: [mirrorAt(url)],
    signal: new AbortController().signal,
    tell: () => undefined,
    hub: { auth: registry, registry, api: web },
  })
}

const nothing: RequestListener = (_, answer) => answer.writeHead(500).end()

test('of an index one manifest is fetched of the hub, the image, and none through the mirror', async () => {
  const [byMirror, byHub]: [string[], string[]] = [[], []]
  const report = await measured(holder(byMirror), holder(byHub))
  expect(report).toMatchObject({
    digest: digestOf(index),
    mirrors: [{ verdict: 'same', isVerified: true, notice: null }],
    asked: { pulls: 1, manifests: 1, tags: 1 },
    notices: [],
  })
  expect(byHub.filter((one) => one.startsWith('GET') && one.includes('/manifests/'))).toEqual([
    'GET /v2/library/demo/manifests/DIGEST',
  ])
  expect(byMirror.filter((one) => one.includes('/manifests/'))).toEqual(['GET /v2/library/demo/manifests/1'])
})

test('where nobody names the image within an index, no manifest is fetched at all', async () => {
  const byHub: string[] = []
  const report = await measured(holder([]), holder(byHub), nothing)
  expect(report).toMatchObject({ asked: { pulls: 0 }, mirrors: [{ verdict: 'same', bytesPerSecond: null }] })
  expect(report.notices.map(({ code }) => code)).toEqual(['speed-no-manifest'])
  expect(byHub.filter((one) => one.startsWith('GET') && one.includes('/manifests/'))).toEqual([])
})

test('a server that may fetch what it is asked for is not asked for the tag, and its layers are compared', async () => {
  const byMirror: string[] = []
  const zot: RequestListener = (request, answer) =>
    request.url === '/v2/_zot/ext/mgmt'
      ? answer.writeHead(200, { 'content-type': 'application/json' }).end('{"distSpecVersion":"1.1.0"}')
      : holder(byMirror, { 'content-type': 'application/json' })(request, answer)
  const report = await measured(zot, holder([]))
  expect(report.mirrors).toMatchObject([{ verdict: 'unknown', isVerified: true, notice: { code: 'speed-not-asked' } }])
  expect(byMirror.filter((one) => one.includes('/manifests/'))).toEqual([])
})

test('with the hub away one mirror is asked for one manifest, and it is said', async () => {
  const byMirror: string[] = []
  const report = await measured(holder(byMirror), nothing)
  expect(report).toMatchObject({ digest: null, direct: null, asked: { pulls: 1, manifests: 1 } })
  expect(report.notices.map(({ code }) => code)).toEqual(['speed-no-upstream', 'speed-no-manifest'])
  expect(byMirror.filter((one) => one.includes('/manifests/'))).toEqual(['GET /v2/library/demo/manifests/1'])
})

test('an image that the hub does not have is refused', async () => {
  await expect(measured(holder([]), (_, answer) => answer.writeHead(404).end())).rejects.toMatchObject({
    notice: { code: 'speed-unknown-image' },
  })
})

test('who stops it is not measured further', async () => {
  const end = new AbortController()
  const url = await serveHttp(() => undefined)
  const hub = { auth: url, registry: url, api: url }
  const work = measureSpeed({ image, mirrors: [mirrorAt(url)], signal: end.signal, tell: () => undefined, hub })
  end.abort()
  await expect(work).rejects.toThrow()
})
