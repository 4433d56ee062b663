import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { WebSocketServer, type WebSocket } from 'ws'
import { connect } from '../../electron/transports/connection.ts'
import type { Core } from '../../shared/contract.ts'
import { notice } from '../../shared/notice.ts'

const client = join(import.meta.dirname, '../../dist/client')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The policy under which the window is always served. */
export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"

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
export async function startFakeServer(core: Core): Promise<FakeServer> {
  const [tokens, tabs, sockets, frames] = [new Set<string>(), new Set<string>(), new Set<WebSocket>(), [] as string[]]
  let isOpen = true

  const http = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    readFile(join(client, path === '/' ? 'index.html' : path)).then(
      (body) => {
        const type = types[extname(path === '/' ? '.html' : path) || '.html'] ?? 'application/octet-stream'
        response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(body)
      },
      () => response.writeHead(404).end(),
    )
  })

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
      line.on('message', (data) => frames.push(String(data)))
      line.once('message', (data) => {
        if (!admit(JSON.parse(String(data)))) {
          line.send(JSON.stringify({ kind: 'failure', id: 0, notice: notice('login-refused') }))
          line.close()
          return
        }
        const tab = randomUUID()
        tabs.add(tab)
        line.send(JSON.stringify({ kind: 'welcome', tab }))
        connect(core, {
          send: (frame) => line.send(frame),
          onMessage: (listener) => line.on('message', (text) => listener(String(text))),
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
