import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { serveHttp, serveHttps } from '../mirrors/local-server.ts'

/** How a registry in memory behaves. */
export interface RegistryWays {
  readonly tls?: boolean
  /** The realm that it names, from its own URL; null for Basic. */
  readonly realm?: ((own: string) => string) | null
  /** What /v2/ says to everybody. */
  readonly first?: RequestListener
  /** What its token service says. */
  readonly token?: RequestListener
  /** What /v2/ says to who comes with something. */
  readonly enter?: RequestListener
}

/** A registry with its token service on one port; it knows jane by `hunter2`, and by the identity token `renewed`. */
export interface MemoryRegistry {
  readonly name: string
  readonly ca: string | null
  /** Every request: method, path, `Authorization`, body. */
  readonly asked: string[]
}

/** An answer to anything. */
export function says(status: number, body = '', headers: Readonly<Record<string, string>> = {}): RequestListener {
  return (_, answer) => void answer.writeHead(status, headers).end(body)
}

const basic = `Basic ${Buffer.from('jane:hunter2').toString('base64')}`

/** Starts one that ends with the tests of the file. */
export async function memoryRegistry(ways: RegistryWays = {}): Promise<MemoryRegistry> {
  const { tls = true, realm = (url) => `${url}/token`, enter, first, token } = ways
  const asked: string[] = []
  let own = ''
  const answer = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const { authorization } = request.headers
    asked.push([request.method, request.url, authorization, body].filter(Boolean).join(' '))
    if (request.url?.startsWith('/token')) return (token ?? tokenFor(body))(request, response)
    const challenge = realm === null ? 'Basic realm="x"' : `Bearer realm="${realm(own)}",service="memory"`
    const refuse = says(401, '{}', { 'www-authenticate': challenge })
    if (authorization === undefined) return (first ?? refuse)(request, response)
    if (enter) return enter(request, response)
    const isIn = authorization === (realm === null ? basic : 'Bearer let-in')
    return (isIn ? says(200, '{}', { 'content-type': 'application/json' }) : refuse)(request, response)
  }
  const listener: RequestListener = (request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => answer(request, response, body))
  }
  if (tls) {
    const served = await serveHttps(listener, 'IP:127.0.0.1,DNS:localhost')
    own = served.url
    return { name: new URL(own).host, ca: served.ca.pem, asked }
  }
  own = await serveHttp(listener)
  return { name: new URL(own).host, ca: null, asked }
}

// As distribution's specification of tokens has it: user and password by GET, a refresh token by POST.
function tokenFor(body: string): RequestListener {
  return (request, response) => {
    const isTaken =
      request.method === 'GET'
        ? request.headers.authorization === basic
        : new URLSearchParams(body).get('refresh_token') === 'renewed'
    const answer = isTaken ? says(200, '{"token":"let-in"}') : says(request.method === 'GET' ? 401 : 400, '{}')
    answer(request, response)
  }
}
