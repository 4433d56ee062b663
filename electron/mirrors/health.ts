import { errnoOf } from '../../shared/errors.ts'
import type { Health, MirrorHealth } from '../../shared/contract.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { endpointOf, hostAndPort, type Mirror } from '../../shared/registry.ts'
import { NoConnection } from './ask.ts'
import { judgeAnswer, speaksTls } from './answered.ts'
import { judgeCertificate } from './untrusted.ts'
import { knock, type Knock } from './knock.ts'

/** A mirror that has not answered by then would hold every pull; all is told within 2 s. */
const patienceMs = 1_900
/** Several questions make a pull, one after the other. */
const slowMs = 1_000

/** What a mirror is, and why. */
export interface Finding {
  readonly health: Health
  readonly notice: Notice | null
}

/** A mirror's health, and all that was seen on the way to it. */
export interface Look extends MirrorHealth {
  readonly knock: Knock
}

/** Asks a mirror once, at most 2 s, and names what it is. */
export async function probe(mirror: Mirror): Promise<MirrorHealth> {
  const { health, latencyMs, at, notice: why } = await look(mirror)
  return { health, latencyMs, at, notice: why }
}

/** The same, with what was seen. */
export async function look(mirror: Mirror, signal?: AbortSignal): Promise<Look> {
  const at = new Date().toISOString()
  const until = performance.now() + patienceMs
  const seen = await knock(mirror, '/v2/', { timeoutMs: patienceMs, maxBytes: 4096, signal })
  const { stage, answer } = seen
  const latencyMs = stage === 'end' && answer ? Math.round(answer.latencyMs) : null
  const found = judge(mirror, seen)
  const isDoubtful = found.notice?.code === 'mirror-hangs-up' && endpointOf(mirror).scheme === 'http'
  const isTls = isDoubtful && (await answersTls(mirror, until - performance.now(), signal))
  return { ...(isTls ? speaksTls(mirror) : found), latencyMs, at, knock: seen }
}

function judge(mirror: Mirror, { stage, answer, error, isTimeUp, certificate }: Knock): Finding {
  const { url } = mirror
  const { host, port } = endpointOf(mirror)
  if (isTimeUp) {
    if (stage === 'name') return gone('mirror-name-silent', mirror)
    if (stage === 'connection') return gone('mirror-nobody', mirror)
    return { health: 'silent', notice: notice(stage === 'body' ? 'mirror-stalls' : 'mirror-silent', { url }) }
  }
  if (certificate?.fault && !mirror.insecure) return judgeCertificate(mirror, certificate)
  if (stage === 'end' && answer) {
    const found = judgeAnswer(mirror, answer)
    const ms = Math.round(answer.latencyMs)
    return found.health === 'up' && ms >= slowMs ? { ...found, notice: notice('mirror-slow', { url, ms }) } : found
  }
  const code = errnoOf(error) ?? ''
  if (stage === 'body') return { health: 'not-a-registry', notice: notice('mirror-cut-short', { url }) }
  // What a plain server says to TLS is no TLS, or it hangs up on what it cannot read.
  if (stage === 'handshake' && /^(?:EPROTO|ERR_SSL_(?:WRONG_VERSION|PACKET_LENGTH|HTTP_REQ))/.test(code)) {
    return { health: 'not-a-registry', notice: notice('mirror-speaks-http', { url, host: hostAndPort(host, port) }) }
  }
  const named = reasons[code]
  return named === undefined ? judgeError(mirror, error) : gone(named, mirror)
}

type Reason =
  | 'mirror-refused'
  | 'mirror-name-unknown'
  | 'mirror-name-silent'
  | 'mirror-no-route'
  | 'mirror-nobody'
  | 'mirror-hangs-up'

const reasons: Readonly<Record<string, Reason | undefined>> = {
  ECONNREFUSED: 'mirror-refused',
  ENOTFOUND: 'mirror-name-unknown',
  EAI_AGAIN: 'mirror-name-silent',
  EHOSTUNREACH: 'mirror-no-route',
  ENETUNREACH: 'mirror-no-route',
  ENETDOWN: 'mirror-no-route',
  ETIMEDOUT: 'mirror-nobody',
  ECONNRESET: 'mirror-hangs-up',
  EPIPE: 'mirror-hangs-up',
}

function gone(code: Reason, mirror: Mirror): Finding {
  const { scheme, host, port } = endpointOf(mirror)
  const values = { url: mirror.url, host, port: port ?? (scheme === 'https' ? 443 : 80) }
  return { health: 'gone', notice: notice(code, values) }
}

async function answersTls(mirror: Mirror, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
  if (timeoutMs <= 0) return false
  const { host, port } = endpointOf(mirror)
  const url = `https://${hostAndPort(host, port ?? 80)}`
  const { certificate } = await knock({ ...mirror, url, insecure: false, ca: null }, '/v2/', {
    timeoutMs,
    maxBytes: 1,
    signal,
  })
  return certificate !== null
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
