import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { walkCatalog } from '../../../electron/mirrors/catalog-walk.ts'
import { mirrorAt, nobody, serveHttp, serveHttps, serveTcp } from './local-server.ts'
import { always, link, namesTo, page, registry, walk } from './paged.ts'

test('every page is read, in the order of the registry, over one connection', async () => {
  const sockets = new Set<unknown>()
  const asked: string[] = []
  const answer = registry(2_345)
  const url = await serveHttp((request, response) => {
    sockets.add(request.socket)
    asked.push(request.url ?? '')
    answer(request, response)
  })
  const { lines, count, isComplete, notice, told, mirror, at } = await walk(url)
  expect({ lines, count, isComplete, notice, mirror }).toEqual({
    lines: namesTo(2_345),
    count: 2_345,
    isComplete: true,
    notice: null,
    mirror: url,
  })
  expect(at).toBeGreaterThan(Date.now() - 10_000)
  expect([sockets.size, asked.length, asked[0]]).toEqual([1, 3, '/v2/_catalog?n=1000'])
  expect(told.map(({ count: so, pages, isDone }) => [so, pages, isDone])).toEqual([
    [1000, 1, false],
    [2000, 2, false],
    [2345, 3, false],
    [2345, 3, true],
  ])
})

test('where a thousand is too many, the registry’s own size is taken', async () => {
  const { count, isComplete } = await walk(await serveHttp(registry(250, { max: 100, own: 30 })))
  expect([count, isComplete]).toEqual([250, true])
})

test('an empty registry', async () => {
  expect(await walk(await serveHttp(registry(0)))).toMatchObject({
    names: '',
    count: 0,
    isComplete: true,
    notice: null,
  })
  expect(await walk(await serveHttp(always(200, '{"repositories":null}')))).toMatchObject({
    count: 0,
    isComplete: true,
  })
})

test('an absolute link to the same place is followed, and packed pages are unpacked', async () => {
  let url = ''
  url = await serveHttp((request, response) => {
    const isFirst = !request.url?.includes('last')
    expect(request.headers['accept-encoding']).toBe('gzip')
    response
      .writeHead(200, { 'content-encoding': 'gzip', ...(isFirst && link(`${url}/v2/_catalog?last=b`)) })
      .end(gzipSync(page(isFirst ? ['a', 'b'] : ['c'])))
  })
  expect(await walk(url)).toMatchObject({ lines: ['a', 'b', 'c'], isComplete: true })
})

test('a certificate of one’s own authority is trusted, and no other', async () => {
  const { url, ca } = await serveHttps(always(200, page(['a'])))
  const means = { signal: new AbortController().signal, onProgress: () => undefined }
  expect(await walkCatalog(mirrorAt(url, { ca }), means)).toMatchObject({ names: 'a', isComplete: true })
  expect((await walkCatalog(mirrorAt(url), means)).notice?.code).toBe('mirror-untrusted')
})

test('of a mirror with a path, only what lies below it counts, without that path', async () => {
  const url = await serveHttp(
    always(200, page(['other/a', 'project/library/alpine', 'project', 'projects/x', 'project/b'])),
  )
  expect(await walk(`${url}/project`)).toMatchObject({ lines: ['library/alpine', 'b'], count: 2, isComplete: true })
})

test('a page of other people’s repositories is not the end of a mirror with a path', async () => {
  const url = await serveHttp((request, response) =>
    request.url?.includes('last')
      ? response.end(page(['project/a']))
      : response.writeHead(200, link('/v2/_catalog?last=b')).end(page(['a', 'b'])),
  )
  expect(await walk(`${url}/project`)).toMatchObject({ lines: ['a'], isComplete: true })
})

test('an abort keeps what was found, between pages and inside of one', async () => {
  const ending = new AbortController()
  const url = await serveHttp((request, response) => {
    if (!request.url?.includes('last')) {
      response.writeHead(200, link('/v2/_catalog?last=b')).end(page(['a', 'b']))
      return
    }
    response.write('{"repositories":["c","d",')
    setTimeout(() => ending.abort(), 50)
  })
  const found = await walk(url, {}, ending.signal)
  expect(found).toMatchObject({ isComplete: false, lines: ['a', 'b', 'c', 'd'], code: 'list-stopped' })
  expect(await walk(url, {}, AbortSignal.abort())).toMatchObject({ count: 0, isComplete: false, code: 'list-stopped' })
})

test('where pages are slow, wider ones are asked for, once', async () => {
  const asked: string[] = []
  const slow = (answer: RequestListener): RequestListener => {
    return (request, response) => {
      asked.push(new URL(request.url ?? '', 'http://x').searchParams.get('n') ?? '')
      setTimeout(() => answer(request, response), 20)
    }
  }
  const wide = await walk(await serveHttp(slow(registry(30_000, { max: 10_000 }))), { slowPageMs: 10 })
  expect([wide.lines, wide.isComplete]).toEqual([namesTo(30_000), true])
  expect(asked).toEqual(['1000', '50000', '10000', '10000', '10000'])
  asked.length = 0
  const narrow = await walk(await serveHttp(slow(registry(3_500))), { slowPageMs: 10 })
  expect([narrow.lines, narrow.isComplete]).toEqual([namesTo(3_500), true])
  expect(asked).toEqual(['1000', '50000', '10000', '1000', '1000', '1000'])
})

test('a registry whose pages take longer and longer is told of, and only such a one', async () => {
  const delayed = (delay: (page: number) => number): RequestListener => {
    const answer = registry(1_600, { max: 100 })
    let at = 0
    return (request, response) => void setTimeout(() => answer(request, response), delay(at++))
  }
  const growing = await walk(await serveHttp(delayed((at) => at * 8)), { slowWalkMs: 500 })
  expect(growing).toMatchObject({ isComplete: true, count: 1_600, code: 'catalog-slow' })
  expect(growing.notice?.hint).toContain('catalog.maxentries')
  const even = await walk(await serveHttp(delayed(() => 60)), { slowWalkMs: 500 })
  expect(even).toMatchObject({ isComplete: true, notice: null })
})

test('a mirror that is not there, and one that hangs up', async () => {
  expect(await walk(await nobody())).toMatchObject({ count: 0, isComplete: false, code: 'mirror-gone' })
  const rude = await serveTcp((socket) => socket.once('data', () => socket.destroy()))
  expect(await walk(rude)).toMatchObject({ count: 0, isComplete: false, code: 'mirror-gone' })
})

test('a connection that was closed between two pages is opened anew', async () => {
  const answer = registry(3_000)
  const url = await serveHttp((request, response) => {
    answer(request, response)
    response.on('finish', () => setImmediate(() => request.socket.destroy()))
  })
  expect(await walk(url)).toMatchObject({ count: 3_000, isComplete: true })
})
