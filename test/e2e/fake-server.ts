import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { servePage } from '../../electron/transports/app-protocol.ts'
import { connect } from '../../electron/transports/connection.ts'
import type { GuardedCore } from '../../shared/contract.ts'
import { notice } from '../../shared/notice.ts'

const page = servePage(join(import.meta.dirname, '../../dist/client'))

export interface FakeServer {
  readonly origin: string
  /** A fresh address, to be used once. */
  address(): string
  /** Drops every line; `false` also turns away who comes next. */
  drop(): void
  listen(isOpen: boolean): void
  readonly frames: string[]
  close(): Promise<void>
}

/** Serves the built window and a core over the WebSocket, with the login of `pullcord serve`. */
export async function startFakeServer(core: GuardedCore): Promise<FakeServer> {
  const [tokens, tabs, sockets, frames] = [new Set<string>(), new Set<string>(), new Set<WebSocket>(), [] as string[]]
  let isOpen = true

  const http = createServer((request, response) => void answer(request.url ?? '/', response))

  const admit = (login: { token?: string; tab?: string }): boolean =>
    (login.token !== undefined && tokens.delete(login.token)) || (login.tab !== undefined && tabs.has(login.tab))

  const server = new WebSocketServer({ noServer: true })
  http.on('upgrade', (request, socket, head) => {
    if (!isOpen) {
      socket.destroy()
      return
    }
    server.handleUpgrade(request, socket, head, (line) => {
      sockets.add(line)
      line.on('close', () => sockets.delete(line))
      line.on('message', (data) => frames.push(textOf(data)))
      line.once('message', (data) => {
        if (!admit(JSON.parse(textOf(data)))) {
          line.send(JSON.stringify({ kind: 'failure', id: 0, notice: notice('login-refused') }))
          line.close()
          return
        }
        const tab = randomUUID()
        tabs.add(tab)
        line.send(JSON.stringify({ kind: 'welcome', tab }))
        connect(core, {
          send: (frame) => line.send(frame),
          onMessage: (listener) => line.on('message', (data) => listener(textOf(data))),
          onClose: (listener) => line.on('close', listener),
        })
      })
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  return {
    origin,
    frames,
    address: () => {
      const token = randomUUID()
      tokens.add(token)
      return `${origin}/#token=${token}`
    },
    drop: () => sockets.forEach((line) => line.terminate()),
    listen: (open) => void (isOpen = open),
    close: async () => {
      sockets.forEach((line) => line.terminate())
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

async function answer(url: string, response: ServerResponse): Promise<void> {
  const { status, headers, body } = await page(new Request(new URL(url, 'http://127.0.0.1')))
  response.writeHead(status, Object.fromEntries(headers))
  if (body) for await (const part of body) response.write(part)
  response.end()
}

// Texts come as one buffer; the other kinds of ws are for binary frames.
function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString('utf8') : ''
}
