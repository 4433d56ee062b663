import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { SeenCertificate } from '../../shared/mirrors/contract.ts'
import { endpointOf, hostAndPort, type Mirror } from '../../shared/registry.ts'
import type { Answer } from './ask.ts'
import { certificateSeenOn } from './seen-certificate.ts'

/** What a question was waiting for when it ended: the name, the connection, TLS, the head of an answer, the rest of it. */
export type Stage = 'name' | 'connection' | 'handshake' | 'head' | 'body' | 'end'

/** All that one question to a mirror showed. */
export interface Knock {
  readonly stage: Stage
  /** With as much of the body as came; null where no head came. */
  readonly answer: Answer | null
  /** What broke it off; null where it was answered, or time was up. */
  readonly error: unknown
  readonly isTimeUp: boolean
  /** Also one that is not trusted: nothing is sent to its server then. */
  readonly certificate: SeenCertificate | null
}

export interface KnockLimits {
  readonly timeoutMs: number
  readonly maxBytes: number
  readonly signal?: AbortSignal | undefined
}

/** One GET to a mirror over a connection of its own, which notes how far it came. Never throws; redirects are answers. */
export function knock(mirror: Mirror, path: string, { timeoutMs, maxBytes, signal }: KnockLimits): Promise<Knock> {
  const { scheme, host, port } = endpointOf(mirror)
  const { request } = process.getBuiltinModule('node:http')
  const began = performance.now()
  const { isIP } = process.getBuiltinModule('node:net')
  let stage: Stage = isIP(host) === 0 ? 'name' : 'connection'
  let answer: Answer | null = null
  let certificate: SeenCertificate | null = null
  const socket = connectTo(mirror)
  return new Promise((resolve) => {
    const end = (error: unknown, isTimeUp = false): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      socket.destroy()
      resolve({ stage, answer, error, isTimeUp, certificate })
    }
    const stop = (): void => end(signal?.reason ?? null)
    const timer = setTimeout(() => end(null, true), timeoutMs)
    signal?.addEventListener('abort', stop)
    if (signal?.aborted) stop()

    const ask = (): void => {
      stage = 'head'
      const headers = { accept: 'application/json', host: hostAndPort(host, port) }
      request({ createConnection: () => socket, path, headers }, (response) => {
        stage = 'body'
        const latencyMs = performance.now() - began
        let body = ''
        const note = (): void => {
          answer = { status: response.statusCode ?? 0, headers: response.headers, latencyMs, body }
        }
        note()
        response.setEncoding('utf8').on('data', (chunk: string) => {
          body = (body + chunk).slice(0, maxBytes)
          note()
          if (body.length < maxBytes) return
          stage = 'end'
          end(null)
        })
        response.on('error', end).on('end', () => {
          stage = 'end'
          end(null)
        })
      })
        .on('error', end)
        .end()
    }
    socket.on('error', end)
    socket.on('lookup', (error: unknown) => (stage = error ? stage : 'connection'))
    socket.on('connect', () => {
      if (scheme === 'http') ask()
      else stage = 'handshake'
    })
    socket.on('secureConnect', () => {
      certificate = certificateSeenOn(socket as TLSSocket)
      if ((socket as TLSSocket).authorized || mirror.insecure) ask()
      else end(new Error(String((socket as TLSSocket).authorizationError)))
    })
  })
}

// A server that is not trusted is looked at all the same, to name what it showed.
function connectTo(mirror: Mirror): Socket {
  const { scheme, host, port } = endpointOf(mirror)
  const { connect, isIP } = process.getBuiltinModule('node:net')
  if (scheme === 'http') return connect({ host, port: port ?? 80 })
  const tls = process.getBuiltinModule('node:tls')
  const name = isIP(host) === 0 ? { servername: host } : {}
  const ca = mirror.ca && { ca: mirror.ca.pem }
  return tls.connect({
    host,
    port: port ?? 443,
    ...name,
    ...ca,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
  })
}
