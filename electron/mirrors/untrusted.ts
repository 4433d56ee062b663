import { notice, type Code } from '../../shared/notice.ts'
import type { CertificateFault, SeenCertificate } from '../../shared/mirrors/contract.ts'
import { endpointOf, type Mirror } from '../../shared/registry.ts'
import type { Finding } from './health.ts'

const codes: Readonly<Record<CertificateFault, Code>> = {
  expired: 'certificate-expired',
  early: 'certificate-early',
  name: 'certificate-name',
  'self-signed': 'certificate-self-signed',
  authority: 'certificate-authority',
  other: 'mirror-untrusted',
}

/** Names what is wrong with the certificate of a mirror, with what it says of itself. */
export function judgeCertificate(mirror: Mirror, seen: SeenCertificate): Finding {
  const { url } = mirror
  const day = (iso: string): string => iso.slice(0, 10)
  const values = {
    url,
    host: endpointOf(mirror).host,
    subject: seen.subject,
    names: seen.names.join(', ') || seen.subject,
    issuer: seen.issuer,
    from: day(seen.from),
    to: day(seen.to),
    sha256: seen.sha256,
    why: 'it is refused',
  }
  return { health: 'untrusted', notice: notice(codes[seen.fault ?? 'other'], values) }
}
