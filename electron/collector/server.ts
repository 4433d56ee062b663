import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { parseEvents } from '../../shared/codecs/distribution-events.ts'
import { parseHarborEvents } from '../../shared/codecs/harbor-events.ts'
import { errnoOf, failure } from '../../shared/errors.ts'
import type { CollectorHello } from '../../shared/pulls/collector.ts'
import { isLoopback } from '../../shared/registry.ts'
import { addressOf, type Readers } from './readers.ts'
import type { Receiver } from './receiver.ts'
import type { CollectSettings } from './settings.ts'
import { bears, type Tokens } from './tokens.ts'

export interface CollectorServer {
  readonly port: number
  close(): Promise<void>
}

/** What the server hands requests to. */
export interface Desks {
  readonly hello: CollectorHello
  readonly tokens: Tokens
  readonly receiver: Receiver
  readonly readers: Readers
  /** Looks at how far the record has come; never throws. */
  look(): Promise<void>
  /** The page of metrics in a format, with its content type. */
  metrics(accept: string): { readonly type: string; readonly body: string }
}

type Route = (request: IncomingMessage, answer: ServerResponse, url: URL) => void

/** A mirror keeps its connection; one that sends nothing for so long is let go. */
const idleMs = 65_000
const maxConnections = 1_000

/** Listens as the settings say. Whoever may not, learns no more than that. */
export async function openServer(settings: CollectSettings, desks: Desks): Promise<CollectorServer> {
  const { tls, listen } = settings
  const routes = routesOf(desks)
  const isOwn = isLoopbackOnly(listen.host) ? isOwnName : () => true
  const onRequest = (request: IncomingMessage, answer: ServerResponse): void => serve(request, answer, routes, isOwn)
  const options = { keepAliveTimeout: idleMs, requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 }
  const server: Server = tls
    ? createTlsServer(
        { ...options, handshakeTimeout: 10_000, cert: readFileSync(tls.certificate), key: readFileSync(tls.key) },
        onRequest,
      )
    : createServer(options, onRequest)
  server.maxConnections = maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(errnoOf(error) === 'EADDRINUSE' ? failure('port-taken', { port: listen.port }, error) : error),
    )
    server.listen(listen.port, listen.host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function routesOf({ hello, tokens, receiver, readers, look, metrics }: Desks): ReadonlyMap<string, Route> {
  const told =
    (parse: Parameters<Receiver['receive']>[2]): Route =>
    (request, answer) => {
      // Before its body: nobody else may make us read four megabytes.
      if (!bears(request.headers.authorization, tokens.notify)) return end(answer.setHeader('connection', 'close'), 401)
      receiver.receive(request, answer, parse)
    }
  const read =
    (serveReader: (request: IncomingMessage, answer: ServerResponse, after: number) => void): Route =>
    (request, answer, url) => {
      if (!isPrivate(request)) return end(answer, 403, 'names and addresses are told over TLS or on this machine alone')
      if (!bears(request.headers.authorization, tokens.read)) return end(answer, 401)
      const after = Number(url.searchParams.get('after') ?? 0)
      if (!Number.isSafeInteger(after) || after < 0) return end(answer, 400)
      serveReader(request, answer, after)
    }
  return new Map<string, Route>([
    ['POST /notifications', told(parseEvents)],
    ['POST /harbor', told(parseHarborEvents)],
    ['GET /v1/hello', (_, answer) => json(answer, hello)],
    // Who asks wants to know how far the record has come by now.
    ['GET /v1/news', read((...asked) => void look().then(() => readers.once(...asked)))],
    ['GET /v1/stream', read(readers.stream)],
    [
      'GET /metrics',
      ({ headers }, answer) => {
        const { type, body } = metrics(headers.accept ?? '')
        answer.writeHead(200, { 'content-type': type }).end(body)
      },
    ],
  ])
}

function serve(
  request: IncomingMessage,
  answer: ServerResponse,
  routes: ReadonlyMap<string, Route>,
  isOwn: (host: string) => boolean,
): void {
  request.on('error', () => request.destroy())
  answer.on('error', () => answer.destroy())
  // A page of a browser may reach loopback by a name that was pointed there; no mirror and no reader is a page.
  if (request.headers.origin !== undefined || !isOwn(request.headers.host ?? ''))
    return end(answer, 403, 'this is not for pages of a browser')
  const url = URL.parse(request.url ?? '/', 'http://collector')
  const route = url && routes.get(`${request.method} ${url.pathname}`)
  if (!route) return end(answer, 404)
  route(request, answer, url)
}

function isLoopbackOnly(host: string): boolean {
  return isLoopback(host) && host !== '0.0.0.0' && host !== '::'
}

function isOwnName(host: string): boolean {
  return isLoopback(host.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''))
}

function isPrivate(request: IncomingMessage): boolean {
  const isTls = 'encrypted' in request.socket
  return isTls || isLoopback(addressOf(request) ?? '')
}

function json(answer: ServerResponse, value: unknown): void {
  answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

function end(answer: ServerResponse, status: number, why = ''): void {
  answer.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(why === '' ? '' : `${why}\n`)
}
