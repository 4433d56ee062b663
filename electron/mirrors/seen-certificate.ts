import type { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { plainText } from '../../shared/plain-text.ts'
import type { CertificateFault, SeenCertificate } from '../../shared/mirrors/contract.ts'
import { digestOf } from '../system/digest.ts'

/** What OpenSSL and Node call them [nodejs.org, tls: X509 certificate error codes]. */
const faults: Readonly<Record<string, CertificateFault>> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'early',
  ERR_TLS_CERT_ALTNAME_INVALID: 'name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'authority',
  UNABLE_TO_GET_ISSUER_CERT: 'authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'authority',
}
const maxNames = 20
const maxChain = 10

/** The certificate that a server showed, and what is wrong with it; null where it showed none. Names are cut and made plain. */
export function certificateSeenOn(socket: TLSSocket): SeenCertificate | null {
  const leaf = socket.getPeerX509Certificate()
  if (!leaf) return null
  const top = topOf(leaf)
  // The type says Error; it is the code, or the message where there is none.
  const code = socket.authorized ? null : String(socket.authorizationError)
  const isAuthority = top.subject === top.issuer && top.verify(top.publicKey)
  const pem = top.toString()
  return {
    subject: commonName(leaf.subject),
    names: namesOf(leaf),
    issuer: commonName(leaf.issuer),
    from: leaf.validFromDate.toISOString(),
    to: leaf.validToDate.toISOString(),
    sha256: leaf.fingerprint256.replaceAll(':', '').toLowerCase(),
    fault: code === null ? null : (faults[code] ?? 'other'),
    authority: isAuthority ? { pem, sha256: digestOf(pem).slice('sha256:'.length) } : null,
  }
}

function topOf(leaf: X509Certificate): X509Certificate {
  let top = leaf
  for (let length = 1; top.issuerCertificate && length < maxChain; length++) top = top.issuerCertificate
  return top
}

// `CN=…` on a line of its own; some certificates have none.
function commonName(name: string | undefined): string {
  const lines = (name ?? '').split('\n')
  return plainText(lines.find((line) => line.startsWith('CN='))?.slice(3) ?? lines.join(', '))
}

function namesOf({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return subjectAltName
    .split(', ')
    .flatMap((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1] ?? [])
    .slice(0, maxNames)
    .map(plainText)
}
