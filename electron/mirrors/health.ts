import { errnoOf } from '../../shared/errors.ts'
import type { Health, MirrorHealth } from '../../shared/contract.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { endpointOf, hostAndPort, type Mirror } from '../../shared/registry.ts'
import { type Answer, askMirror, NoConnection } from './ask.ts'

/** A mirror that has not answered by then would hold every pull. */
const patienceMs = 2_000

interface Finding {
  readonly health: Health
  readonly notice: Notice | null
}

/** Asks a mirror once, at most 2 s, and names what it is. */
export async function probe(mirror: Mirror): Promise<MirrorHealth> {
  const at = new Date().toISOString()
  try {
    const answer = await askMirror(mirror, '/v2/', { timeoutMs: patienceMs, maxBytes: 4096 })
    return { ...judge(mirror, answer), latencyMs: Math.round(answer.latencyMs), at }
  } catch (error) {
    return { ...judgeError(mirror, error), latencyMs: null, at }
  }
}

function judge(mirror: Mirror, { status, headers, body }: Answer): Finding {
  const { url } = mirror
  const { host, port } = endpointOf(mirror)
  const isHtml = /text\/html/.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html)/i.test(body)
  if (status === 401)
    return { health: 'needs-login', notice: notice('mirror-needs-login', { url, host: hostAndPort(host, port) }) }
  if (isHtml || (status >= 300 && status < 400)) return { health: 'portal', notice: notice('mirror-portal', { url }) }
  const isRegistry = status === 200 && (headers['docker-distribution-api-version'] !== undefined || isJson(body))
  if (isRegistry) return { health: 'up', notice: null }
  return { health: 'not-a-registry', notice: notice('mirror-not-a-registry', { url, why: `/v2/ gave ${status}` }) }
}

function isJson(body: string): boolean {
  try {
    return typeof JSON.parse(body) === 'object'
  } catch {
    return false
  }
}

/** What a failed question says of a mirror: connected and nothing came; never connected; or the handshake failed. */
export function judgeError({ url }: Mirror, error: unknown): Finding {
  const code = errnoOf(error) ?? ''
  const why = error instanceof Error ? error.message : String(error)
  // An address where nothing is costs an engine its own patience; a mirror that accepts and hangs costs more.
  if (error instanceof NoConnection) return { health: 'gone', notice: notice('mirror-gone', { url, why }) }
  if (
    ['ABORT_ERR', '23'].includes(code) ||
    (error as Error).name === 'TimeoutError' ||
    (error as Error).name === 'AbortError'
  ) {
    return { health: 'silent', notice: notice('mirror-silent', { url }) }
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME|ISSUER/.test(code)) {
    return { health: 'untrusted', notice: notice('mirror-untrusted', { url, why: why.split('\n')[0]! }) }
  }
  if (/^(EPROTO|ERR_SSL|HPE_)/.test(code))
    return { health: 'not-a-registry', notice: notice('mirror-not-a-registry', { url, why: code }) }
  return { health: 'gone', notice: notice('mirror-gone', { url, why: code === '' ? why : code }) }
}
