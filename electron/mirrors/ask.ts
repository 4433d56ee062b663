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
