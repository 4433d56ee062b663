import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { RequestOptions } from 'node:https'
import { endpointOf, type Mirror } from '../../shared/registry.ts'

/** The head of a mirror's answer, and as much of its body as was asked for. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** From the first byte sent to the first byte back. */
  readonly latencyMs: number
}

export interface AskOptions {
  readonly timeoutMs: number
  readonly maxBytes: number
}

/** Nobody answered at that address before time was up. */
export class NoConnection extends Error {
  override readonly message = 'no answer to the attempt to connect'
}

/** A GET to a mirror, not sent yet; its TLS is verified as the mirror says. Nothing of a login goes with it. */
export function requestTo(
  mirror: Mirror,
  path: string,
  options: RequestOptions,
  onAnswer: (response: IncomingMessage) => void,
): ClientRequest {
  const { scheme, host, port } = endpointOf(mirror)
  // Not imported: most runs ask no mirror, and both modules are slow to load.
  const { request } = process.getBuiltinModule(`node:${scheme}`)
  const tls = { rejectUnauthorized: !mirror.insecure, ...(mirror.ca && { ca: mirror.ca.pem }) }
  return request({ ...options, ...tls, host, port: port ?? undefined, path }, onAnswer)
}

/** One GET to a mirror, bounded in time and size. Redirects are answers, not followed. */
export async function askMirror(mirror: Mirror, path: string, { timeoutMs, maxBytes }: AskOptions): Promise<Answer> {
  const started = performance.now()
  const options: RequestOptions = {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
    agent: false,
  }
  return await new Promise((resolve, reject) => {
    const onAnswer = (response: IncomingMessage): void => {
      const head = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        latencyMs: performance.now() - started,
      }
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk
        if (body.length < maxBytes) return
        resolve({ ...head, body: body.slice(0, maxBytes) })
        response.destroy()
      })
      response.on('end', () => resolve({ ...head, body })).on('error', reject)
    }
    const ask = requestTo(mirror, path, options, onAnswer)
    let connected = false
    ask.on('socket', (socket) => socket.once('connect', () => (connected = true)))
    ask.on('error', (error) => reject(connected || error.name !== 'AbortError' ? error : new NoConnection())).end()
  })
}
