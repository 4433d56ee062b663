import type { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { finding, type Finding } from '../../../shared/gitlab/check/finding.ts'
import { dateFindings } from '../../../shared/gitlab/check/rules/web.ts'
import { formatWebUrl, type WebUrl } from '../../../shared/gitlab/check/web-url.ts'
import { shortName } from './material.ts'

/** What a server showed, and what OpenSSL made of it with the roots that it was given. */
interface Shown {
  readonly leaf: X509Certificate
  /** The last one that was sent, or that the roots hold. */
  readonly last: X509Certificate
  /** OpenSSL's name of what is wrong; null where all is well. */
  readonly fault: string | null
}

const patienceMs = 4_000

const missing = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

/** Looks at the certificate that a URL shows, against these roots; nothing where the handshake fails, which a GET tells better. */
export async function tlsFindings(
  url: WebUrl,
  roots: readonly string[],
  signal: AbortSignal,
  now: number,
): Promise<readonly Finding[]> {
  if (url.scheme === 'http') return []
  const shown = await look(url, roots, signal).catch(() => null)
  if (shown === null) return []
  const { leaf, last, fault } = shown
  const subject = formatWebUrl(url)
  const [from, to] = [Date.parse(leaf.validFrom), Date.parse(leaf.validTo)]
  const values = {
    directive: 'ssl_certificate / SSLCertificateFile',
    path: subject,
    host: url.host,
    subject: shortName(leaf.subject),
    issuer: shortName(last.issuer),
  }
  const isFor = (isAddress(url.host) ? leaf.checkIP(url.host) : leaf.checkHost(url.host)) !== undefined
  const names = (leaf.subjectAltName ?? '').replaceAll(/DNS:|IP Address:/g, '') || '–'
  const found = [
    ...(isFor ? [] : [finding('check-web-name', subject, { ...values, names })]),
    ...dateFindings({ notBefore: from, notAfter: to }, now, subject, values),
  ]
  if (fault === null || fault === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const date = new Date(to).toISOString().slice(0, 10)
    return found.length > 0 ? found : [finding('check-live-tls', subject, { host: url.host, date })]
  }
  if (missing.has(fault)) return [...found, finding('check-chain-other', subject, values)]
  if (fault === 'DEPTH_ZERO_SELF_SIGNED_CERT') return [...found, finding('check-web-self-signed', subject, values)]
  const isTold = found.some(({ level }) => level === 'problem') && /EXPIRED|NOT_YET/.test(fault)
  return isTold ? found : [...found, finding('check-live-untrusted', subject, { host: url.host, why: fault })]
}

function isAddress(host: string): boolean {
  return process.getBuiltinModule('node:net').isIP(host) !== 0
}

// Verification is refused here so that the chain can be read; its verdict is kept, and told.
async function look({ host, port }: WebUrl, roots: readonly string[], signal: AbortSignal): Promise<Shown | null> {
  const { connect } = process.getBuiltinModule('node:tls')
  return await new Promise((resolve, reject) => {
    const name = isAddress(host) ? {} : { servername: host }
    const socket = connect({ host, port, ...name, ca: [...roots], rejectUnauthorized: false })
    const end = (): void => void socket.destroy(new Error('stopped'))
    signal.addEventListener('abort', end, { once: true })
    socket.setTimeout(patienceMs, end)
    socket.on('error', reject).on('close', () => signal.removeEventListener('abort', end))
    socket.on('secureConnect', () => {
      resolve(shownBy(socket))
      socket.destroy()
    })
  })
}

function shownBy(socket: TLSSocket): Shown | null {
  const leaf = socket.getPeerX509Certificate()
  if (leaf === undefined) return null
  let last = leaf
  for (let depth = 0; depth < 10 && last.issuerCertificate && last.issuerCertificate !== last; depth++)
    last = last.issuerCertificate
  // Node's types say Error; it is the code of one.
  const fault = socket.authorized ? null : String(socket.authorizationError)
  return { leaf, last, fault }
}
