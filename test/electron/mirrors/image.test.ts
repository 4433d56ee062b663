import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { askImage } from '../../../electron/mirrors/image.ts'
import { digestOf } from '../../../electron/system/digest.ts'
import { mirrorAt, nobody, serveHttp } from './local-server.ts'
import { always } from './paged.ts'

const types = {
  image: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
}
const imageOf = (size: number): string =>
  JSON.stringify({ schemaVersion: 2, mediaType: types.image, config: { size: 10 }, layers: [{ size }, { size: 5 }] })
const own = process.arch === 'x64' ? 'amd64' : process.arch
const other = own === 's390x' ? 'riscv64' : 's390x'

/** A mirror that holds these manifests by tag and by digest; what is asked is noted. */
async function holding(manifests: Readonly<Record<string, string>>, path = '') {
  const asked: string[] = []
  const byName = new Map(
    Object.entries(manifests).flatMap(([tag, text]) => [
      [tag, text],
      [digestOf(text), text],
    ]),
  )
  const url = await serveHttp((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const text = byName.get(request.url?.split('/').at(-1) ?? '')
    if (text === undefined) return void response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}')
    response.writeHead(200, { 'docker-content-digest': digestOf(text) }).end(text)
  })
  return { url: url + path, asked }
}

const ask = async (url: string, reference = '3.20', repository = 'library/alpine') => {
  const found = await askImage(mirrorAt(url), repository, reference, new AbortController().signal)
  return { ...found, code: found.notice?.code ?? null }
}

test('an image: its digest, its size, and what it cost to ask', async () => {
  const { url, asked } = await holding({ '3.20': imageOf(100) }, '/project')
  const digest = digestOf(imageOf(100))
  const variants = [{ platform: null, digest, size: 115, layers: 2 }]
  expect(await ask(url)).toMatchObject({ digest, mediaType: types.image, variants, code: 'image-asked-tag' })
  expect(await ask(url, digest)).toMatchObject({ digest, variants, code: 'image-asked-digest' })
  expect(asked).toEqual([
    'GET /v2/project/library/alpine/manifests/3.20',
    `GET /v2/project/library/alpine/manifests/${digest}`,
  ])
})

test('of an index only the image for this machine is asked for, as any other may cost a pull', async () => {
  const platforms = [`linux/${own}`, `linux/${other}`, `windows/${own}`, 'unknown/unknown']
  const manifests = platforms.map((platform, at) => {
    const [os, architecture] = platform.split('/')
    return { digest: digestOf(imageOf(at)), size: 500, platform: { os, architecture } }
  })
  const index = JSON.stringify({ schemaVersion: 2, mediaType: types.index, manifests })
  const { url, asked } = await holding({ '3.20': index, a: imageOf(0), b: imageOf(1), c: imageOf(2) })
  expect((await ask(url)).variants).toEqual([
    { platform: `linux/${own}`, digest: digestOf(imageOf(0)), size: 15, layers: 2 },
    { platform: `linux/${other}`, digest: digestOf(imageOf(1)), size: null, layers: null },
    { platform: `windows/${own}`, digest: digestOf(imageOf(2)), size: null, layers: null },
  ])
  expect(asked.length).toBe(2)
  const without = await holding({ '3.20': index })
  expect((await ask(without.url)).variants.map(({ size }) => size)).toEqual([null, null, null])
})

test('an index of a thousand images for this machine makes no thousand questions', async () => {
  const entry = { digest: digestOf(imageOf(1)), platform: { os: 'linux', architecture: own } }
  const index = JSON.stringify({ mediaType: types.index, manifests: Array.from({ length: 1000 }, () => entry) })
  for (const held of [{ '3.20': index, a: imageOf(1) }, { '3.20': index }]) {
    const { url, asked } = await holding(held)
    expect((await ask(url)).variants).toHaveLength(1000)
    expect(asked.length).toBeLessThanOrEqual(5)
  }
})

test.each<readonly [string, RequestListener, string]>([
  ['not there', always(404, '{}'), 'image-unknown'],
  ['hidden: the upstream is out of quota', always(500, '{"errors":[{"detail":"toomanyrequests"}]}'), 'image-unknown'],
  ['a login', always(401, '{}', { 'www-authenticate': 'Basic realm="x"' }), 'mirror-needs-login'],
  ['refused', always(403, '{}'), 'list-refused'],
  ['a redirect', always(307, '', { location: 'http://other.example/' }), 'list-elsewhere'],
  ['a web page', always(200, '<html>', { 'content-type': 'text/html' }), 'mirror-portal'],
  ['no JSON', always(200, '<x'), 'image-broken'],
  ['a type from before', always(200, '{"schemaVersion":1}'), 'image-broken'],
  ['too large', always(200, ' '.repeat(5 * 1024 * 1024)), 'list-page-too-large'],
  [
    'of another digest than it says',
    always(200, imageOf(1), { 'docker-content-digest': digestOf(imageOf(2)) }),
    'image-broken',
  ],
])('%s', async (_, answer, code) => {
  const found = await ask(await serveHttp(answer))
  expect(found).toMatchObject({ digest: null, mediaType: null, variants: [], code })
  expect(found.notice?.message).toContain('http://127.0.0.1')
})

test('what is asked for by digest must have it', async () => {
  const url = await serveHttp(always(200, imageOf(1)))
  expect(await ask(url, digestOf(imageOf(2)))).toMatchObject({ digest: null, code: 'image-broken' })
})

test('what cannot be an image is not asked for', async () => {
  const { url, asked } = await holding({ latest: imageOf(1) })
  for (const [reference, repository] of [
    ['../../_catalog', 'a'],
    ['latest', '../a'],
    ['a b', 'a'],
    ['', 'a'],
  ])
    expect((await ask(url, reference, repository)).code).toBe('image-unknown')
  expect(asked).toEqual([])
  expect((await ask(await nobody())).code).toBe('mirror-gone')
})
