import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { serveHttp, type HttpFace } from '../../../electron/transports/http.ts'
import type { GuardedCore } from '../../../shared/contract.ts'

const core: GuardedCore = {
  isGuarded: true,
  call: () => Promise.reject(new Error('nobody logged in')),
  on: () => () => undefined,
}
let face: HttpFace | null = null
afterEach(async () => {
  await face?.close()
  face = null
})

const upgrade = (host: string, path: string): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Origin: http://evil.example',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    '\r\n',
  ].join('\r\n')

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

test('whoever hangs up while being refused ends nothing but their own socket', async () => {
  face = await serveHttp(core, () => Promise.resolve(new Response('page')), 0)
  for (let tries = 0; tries < 20; tries++) {
    const socket = await dial(face.port)
    socket.write(upgrade('evil.example', '/ws'))
    if (tries % 2) await pause(tries / 2)
    socket.resetAndDestroy()
  }
  await pause(50)
  const answer = await fetch(`http://127.0.0.1:${face.port}/`)
  expect([answer.status, await answer.text()]).toEqual([200, 'page'])
})

test('a page that breaks off breaks off its own answer alone', async () => {
  const broken = new ReadableStream({ pull: (stream) => stream.error(new Error('gone')) })
  face = await serveHttp(core, async (request) => new Response(request.url.endsWith('/x') ? broken : 'page'), 0)
  await expect(fetch(`http://127.0.0.1:${face.port}/x`).then((answer) => answer.text())).rejects.toThrow()
  expect((await fetch(`http://127.0.0.1:${face.port}/`)).status).toBe(200)
})
