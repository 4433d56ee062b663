import { request } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { serveHttp, type HttpFace } from '../../../electron/transports/http.ts'
import { ScriptedCore } from '../scripted-core.ts'
import { login, open, openLine, originOf, say, tokenOf } from './socket-line.ts'

const core = new ScriptedCore()
const pages: string[] = []
let face: HttpFace

beforeAll(async () => {
  face = await serveHttp(
    core,
    async (asked) => {
      pages.push(new URL(asked.url).pathname)
      if (asked.url.endsWith('/broken')) throw new Error('broken')
      return new Response('page', { headers: { 'content-type': 'text/html' } })
    },
    0,
  )
  return () => face.close()
})

describe('who may speak', () => {
  test.each<readonly [string, () => Readonly<Record<string, string>>, string]>([
    ['a page of another origin', () => ({ origin: 'http://evil.example' }), '/ws'],
    ['a page of another port', () => ({ origin: `http://127.0.0.1:${face.port + 1}` }), '/ws'],
    ['a page by https', () => ({ origin: originOf(face).replace('http', 'https') }), '/ws'],
    ['a page without origin', () => ({ origin: 'null' }), '/ws'],
    [
      'a name that points here',
      () => ({ host: `evil.example:${face.port}`, origin: `http://evil.example:${face.port}` }),
      '/ws',
    ],
    ['an origin that is not its host', () => ({ origin: `http://localhost:${face.port}` }), '/ws'],
    ['another path', () => ({}), '/other'],
    ['another path, with a query', () => ({}), '/ws?x=1'],
  ])('%s: refused', async (_, headers, path) => {
    expect(await open(face, headers(), path)).toBe(403)
  })

  test('by the name localhost, too', async () => {
    const host = `localhost:${face.port}`
    const socket = await open(face, { host, origin: `http://${host}` })
    expect(socket).toBeInstanceOf(WebSocket)
    ;(socket as WebSocket).close()
  })

  test('a frame beyond all measure ends the line, and nothing else', async () => {
    const socket = await openLine(face)
    await say(socket, { kind: 'login', token: tokenOf(face) })
    expect(await say(socket, 'x'.repeat(5 * 1024 * 1024))).toBeNull()
    expect(await login(face, { kind: 'login', token: tokenOf(face) })).toMatchObject({ kind: 'welcome' })
  })
})

describe('the page', () => {
  const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<number> =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: face.port, path, method, headers }, (response) =>
        resolve(response.resume().statusCode ?? 0),
      )
        .on('error', reject)
        .end()
    })

  test('is served by its own name only', async () => {
    expect([await get('/'), await get('/', { host: `localhost:${face.port}` }), await get('/', {}, 'HEAD')]).toEqual([
      200, 200, 200,
    ])
    pages.length = 0
    expect([
      await get('/', { host: 'evil.example' }),
      await get('/', { host: '127.0.0.1' }),
      await get('/', { host: `[::1]:${face.port}` }),
    ]).toEqual([403, 403, 403])
    expect(pages).toEqual([])
  })

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is not allowed', async (method) => {
    expect(await get('/', {}, method)).toBe(405)
  })

  test('an accident is the server’s, and it goes on', async () => {
    expect([await get('/broken'), await get('//evil.example/x'), await get('/')]).toEqual([500, 200, 200])
  })

  test('what is no HTTP at all does no harm', async () => {
    await new Promise((done) =>
      connectTcp(face.port, '127.0.0.1')
        .on('error', () => undefined)
        .on('close', done)
        .resume()
        .end('\0\0\r\n\r\n'),
    )
    expect(await get('/')).toBe(200)
  })

  test('only this machine can reach it', async () => {
    await expect(
      new Promise((resolve, reject) => connectTcp(face.port, '127.0.0.2').on('connect', resolve).on('error', reject)),
    ).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

test('a port that is taken is said to be', async () => {
  await expect(serveHttp(core, async () => new Response(), face.port)).rejects.toMatchObject({
    notice: { code: 'port-taken', values: { port: face.port } },
  })
})

test('closing ends every line', async () => {
  const other = await serveHttp(core, async () => new Response(), 0)
  const at = `http://127.0.0.1:${other.port}`
  const socket = new WebSocket(`${at.replace('http', 'ws')}/ws`, { headers: { origin: at } })
  await new Promise((done) => socket.once('open', done))
  const closed = new Promise((done) => socket.once('close', done))
  await other.close()
  await closed
})
