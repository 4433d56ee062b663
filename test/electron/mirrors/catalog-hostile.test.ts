import type { RequestListener } from 'node:http'
import { createGzip, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { WalkMeans } from '../../../electron/mirrors/catalog-walk.ts'
import { serveHttp } from './local-server.ts'
import { always, link, page, walk } from './paged.ts'

test('what cannot be a repository is left out, and counted', async () => {
  const bad = [
    '<img src=x onerror=alert(1)>',
    'library/al\u202epine',
    'a\nb',
    'a\u0000',
    '\u001B[31mred',
    'Upper/Case',
    'ünï',
    '../../etc',
    'a//b',
    '/a',
    '-a',
    'x'.repeat(256),
    'a","b',
    'a]b',
    '',
    null,
    5,
    ['nested'],
    { a: 1 },
  ]
  const texts = bad.filter((one) => typeof one === 'string').length
  const found = await walk(await serveHttp(always(200, page(['good/one', ...bad, 'good/two']))))
  expect(found).toMatchObject({ lines: ['good/one', 'good/two'], count: 2, isComplete: true, code: 'catalog-left-out' })
  expect(found.notice?.values).toMatchObject({ count: texts })
})

/** What ends a walk after the first page, which held `a` and `b`. */
const endings: readonly (readonly [
  name: string,
  code: string,
  second: RequestListener,
  limits?: WalkMeans['limits'],
])[] = [
  ['a web page', 'mirror-portal', always(200, '<html>', { 'content-type': 'text/html' })],
  ['a web page that says it is JSON', 'list-broken', always(200, '<html>', { 'content-type': 'application/json' })],
  ['text', 'list-broken', always(200, 'It works!')],
  ['nothing', 'list-broken', always(200, '')],
  ['another object', 'list-broken', always(200, '{"names":["c"]}')],
  ['a list of nothing known', 'list-broken', always(200, '["c"]')],
  ['half a JSON', 'list-broken', always(200, '{"repositories":["c","d')],
  ['gzip that is none', 'list-broken', always(200, page(['c']), { 'content-encoding': 'gzip' })],
  ['half a gzip', 'list-cut-short', always(200, gzipSync(page(['c'])).subarray(0, 15), { 'content-encoding': 'gzip' })],
  ['a packing not asked for', 'list-broken', always(200, page(['c']), { 'content-encoding': 'br' })],
  ['an error', 'list-refused', always(500, '{}')],
  ['not found', 'list-refused', always(404, '{}')],
  ['a login', 'mirror-needs-login', always(401, '{}', { 'www-authenticate': 'Basic realm="x"' })],
  ['a redirect', 'list-elsewhere', always(302, '', { location: 'http://other.example/v2/_catalog' })],
  ['the same page again', 'list-endless', always(200, page(['a', 'b']), link('/v2/_catalog?last=c'))],
  ['an empty page that leads on', 'list-endless', always(200, page([]), link('/v2/_catalog?last=d'))],
  ['too long a page', 'list-page-too-long', always(200, page(['c', 'd', 'e', 'f'])), { pageNames: 3 }],
  ['too many names', 'list-too-long', always(200, page(['c', 'd', 'e', 'f'])), { names: 5 }],
  ['too much text', 'list-too-large', always(200, page(['c', 'd'.repeat(200)])), { textBytes: 100 }],
  ['silence', 'list-silent', () => undefined, { idleMs: 150 }],
  ['a body that stops', 'list-silent', (_, response) => void response.write('{"repositories":["c",'), { idleMs: 150 }],
  [
    'a body byte by byte',
    'list-too-slow',
    (_, response) => {
      response.write('{"repositories":["c","d",')
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    },
    { idleMs: 300, wholeMs: 500 },
  ],
  [
    'a body cut short',
    'list-cut-short',
    (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"repositories":["c","d",')
      setTimeout(() => response.destroy(), 30)
    },
  ],
]

test.concurrent.for(endings)('%s ends the walk, and what was found stays', async ([, code, second, limits]) => {
  const url = await serveHttp((request, response) => {
    if (request.url?.includes('last')) second(request, response)
    else response.writeHead(200, link('/v2/_catalog?last=b&n=1000')).end(page(['a', 'b']))
  })
  const found = await walk(url, limits)
  expect(found).toMatchObject({ isComplete: false, code })
  expect(found.lines.slice(0, 2)).toEqual(['a', 'b'])
  expect(found.count).toBe(found.lines.length)
  expect(new Set(found.lines).size).toBe(found.count)
  expect(found.notice?.message).toContain(url)
  expect(found.notice?.hint).not.toBe('')
  expect(found.told.at(-1)).toMatchObject({ isDone: true, count: found.count })
})

test('a link round and round is left after its first turn', async () => {
  let asked = 0
  const turns = [['a', 'b'], ['c'], ['d', 'e']]
  const url = await serveHttp((_, response) => {
    const names = turns[asked++ % turns.length] ?? []
    response.writeHead(200, link(`/v2/_catalog?last=x${asked}`)).end(page(names))
  })
  expect(await walk(url)).toMatchObject({ lines: ['a', 'b', 'c', 'd', 'e'], isComplete: false, code: 'list-endless' })
  expect(asked).toBe(4)
})

test('a link without end is left where the limit is', async () => {
  let asked = 0
  const url = await serveHttp((_, response) =>
    response.writeHead(200, link(`/v2/_catalog?last=${asked}`)).end(page([`n${asked++}`])),
  )
  expect(await walk(url, { pages: 40 })).toMatchObject({ count: 40, isComplete: false, code: 'list-endless' })
  expect(asked).toBe(40)
})

/** Where a link may lead; none of them is asked for. */
const elsewhere = (other: string): readonly string[] => [
  `${other}/v2/_catalog?last=b`,
  `${other.replace('http:', '')}/v2/_catalog?last=b`,
  other.replace('http://', 'http://user:pass@'),
  'file:///etc/passwd',
  'http://[',
  '/v2/library/alpine/manifests/latest',
  '/admin/restart',
  '../../v2/x/tags/list',
]

test('neither a link nor a redirect leads to another address, and nothing is sent there', async () => {
  const heard: unknown[] = []
  const other = await serveHttp((request, response) => {
    heard.push([request.url, request.headers])
    response.end(page(['stolen']))
  })
  for (const to of elsewhere(other)) {
    const asked: string[] = []
    const url = await serveHttp((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(200, link(to)).end(page(['a', 'b']))
    })
    expect(await walk(url), to).toMatchObject({ lines: ['a', 'b'], isComplete: false, code: 'list-elsewhere' })
    expect(asked, to).toEqual(['/v2/_catalog?n=1000'])
  }
  for (const status of [301, 302, 307, 308]) {
    const url = await serveHttp(always(status, '', { location: `${other}/v2/_catalog` }))
    const { code, notice } = await walk(url)
    expect([code, notice?.values.where]).toEqual(['list-elsewhere', other.replace('http://', '')])
  }
  expect(heard).toEqual([])
})

test('nothing of a login or of this machine goes with the question', async () => {
  const heads: unknown[] = []
  const url = await serveHttp((request, response) => {
    heads.push(request.headers)
    response.end(page(['a']))
  })
  await walk(url)
  const host = url.replace('http://', '')
  expect(heads).toEqual([{ accept: 'application/json', 'accept-encoding': 'gzip', connection: 'keep-alive', host }])
})

test('of a page of 5 GB only the beginning is read', async () => {
  let written = 0
  const chunk = Buffer.from(Array.from({ length: 1000 }, (_, at) => `"library/app-${at}",`).join(''))
  const url = await serveHttp((_, response) => {
    const pour = (): void => {
      while (!response.destroyed && written < 5e9) {
        written += chunk.length
        if (!response.write(chunk)) return
      }
      response.end('"z"]}')
    }
    response.on('drain', pour).write('{"repositories":[')
    pour()
  })
  const limit = 4 * 1024 * 1024
  const found = await walk(url, { pageBytes: limit, pageNames: 10_000_000 })
  expect(found).toMatchObject({ isComplete: false, code: 'list-page-too-large' })
  expect(found.names.length).toBeLessThan(limit)
  // What the sockets hold comes on top.
  expect(written).toBeLessThan(limit + 16 * 1024 * 1024)
  const byNames = await walk(url, { pageNames: 5_000 })
  expect(byNames).toMatchObject({ count: 5_000, isComplete: false, code: 'list-page-too-long' })
})

test('a gzip bomb is not unpacked further than a page may be long', async () => {
  let packed = 0
  const zeros = Buffer.alloc(1024 * 1024, '"a",')
  const url = await serveHttp((_, response) => {
    const zip = createGzip()
    zip.on('data', (chunk: Buffer) => (packed += chunk.length))
    zip.pipe(response.writeHead(200, { 'content-encoding': 'gzip' }))
    zip.write('{"repositories":[')
    let left = 2_000
    const pour = (): void => {
      while (left > 0 && !response.destroyed) {
        left -= 1
        if (!zip.write(zeros)) return void zip.once('drain', pour)
      }
      zip.end('"b"]}')
    }
    pour()
    response.on('close', () => zip.destroy())
  })
  const before = process.memoryUsage().rss
  const found = await walk(url)
  expect(found).toMatchObject({ isComplete: false, count: 200_000, code: 'list-page-too-long' })
  const byBytes = await walk(url, { pageNames: 1e9, names: 1e9 })
  expect(byBytes).toMatchObject({ isComplete: false, code: 'list-page-too-large' })
  expect(packed).toBeLessThan(1024 * 1024)
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
})
