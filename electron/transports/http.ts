import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as v from 'valibot'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { GuardedCore } from '../../shared/contract.ts'
import { errnoOf, failure } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import { openAdmission, type Admission } from './admission.ts'
import { connect } from './connection.ts'

const pingMs = 30_000
const maxFrameBytes = 4 * 1024 * 1024

/** The window in a browser, on loopback. */
export interface HttpFace {
  readonly port: number
  /** An address that opens the window once, within 30 s: its token stands in the fragment, which no server sees. */
  address(): string
  close(): Promise<void>
}

/** What serves the page itself: the same handler as Electron's `app://`. */
export type PageHandler = (request: Request) => Promise<Response>

/** Serves page and contract on 127.0.0.1. No cookie: those would be shared with every other port of this host. */
export async function serveHttp(core: GuardedCore, page: PageHandler, port: number): Promise<HttpFace> {
  const admission = openAdmission()
  const server = createServer((request, answer) => {
    reply(server, page, request, answer).catch(() => answer.destroy())
  })
  await listen(server, port)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes })
  server.on('upgrade', (request, socket, head) => {
    // From here on the socket is ours: one that is reset while it is refused would end the process.
    socket.on('error', () => socket.destroy())
    // A page of any other origin may try this port; only ours may speak.
    const trusted =
      isOurs(server, request) && request.headers.origin === `http://${request.headers.host}` && request.url === '/ws'
    if (!trusted) return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, (client) => welcome(core, client, admission))
  })
  const heartbeat = setInterval(() => pingAll(sockets), pingMs)
  return {
    port: portOf(server),
    address() {
      return `http://127.0.0.1:${portOf(server)}/#token=${admission.invite()}`
    },
    async close() {
      clearInterval(heartbeat)
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(errnoOf(error) === 'EADDRINUSE' ? failure('port-taken', { port }, error) : error),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

// The Host header of a page that another name was pointed at us for (DNS rebinding) is not ours.
function isOurs(server: Server, { headers }: IncomingMessage): boolean {
  return headers.host === `127.0.0.1:${portOf(server)}` || headers.host === `localhost:${portOf(server)}`
}

async function reply(
  server: Server,
  page: PageHandler,
  request: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const response = await respond(server, page, request).catch(() => new Response('', { status: 500 }))
  answer.writeHead(response.status, Object.fromEntries(response.headers))
  answer.end(Buffer.from(await response.arrayBuffer()))
}

async function respond(server: Server, page: PageHandler, request: IncomingMessage): Promise<Response> {
  if (!isOurs(server, request)) return new Response('', { status: 403 })
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response('', { status: 405 })
  return await page(
    new Request(new URL(request.url ?? '/', `http://${request.headers.host}`), { method: request.method }),
  )
}

const loginFrame = v.object({ kind: v.literal('login'), token: v.optional(v.string()), tab: v.optional(v.string()) })

// The first message must log in; what follows is the contract.
function welcome(core: GuardedCore, client: WebSocket, admission: Admission): void {
  client.on('error', () => client.terminate())
  client.once('message', (data) => {
    const frame = v.safeParse(loginFrame, tryJson(textOf(data)))
    const tab = frame.success ? admission.admit(frame.output) : null
    if (tab === null) {
      client.send(JSON.stringify({ kind: 'failure', id: 0, notice: notice('login-refused') }))
      client.close()
      return
    }
    client.send(JSON.stringify({ kind: 'welcome', tab }))
    alive.add(client)
    client.on('pong', () => alive.add(client))
    connect(core, {
      send: (frame) => client.send(frame),
      onMessage: (listener) => client.on('message', (frame) => listener(textOf(frame))),
      onClose: (listener) => client.on('close', listener),
    })
  })
}

// A message comes as one Buffer unless another binary type is asked for.
function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString('utf8') : ''
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const alive = new WeakSet<WebSocket>()

// The server asks, so that the page needs no timer; who missed one answer is gone.
function pingAll(sockets: WebSocketServer): void {
  for (const client of sockets.clients) {
    if (alive.delete(client)) client.ping()
    else client.terminate()
  }
}
