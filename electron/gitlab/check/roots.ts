import { X509Certificate } from 'node:crypto'
import { getCACertificates, rootCertificates } from 'node:tls'

/** The authorities that engines on this machine trust, as PEM: the system's; where it has none, those of Node. */
export function systemRoots(): readonly string[] {
  const system = getCACertificates('system')
  return system.length > 0 ? [...new Set(system)] : rootCertificates
}

/** Certificates of PEM texts; what cannot be read is passed over, as OpenSSL does with a store. */
export function certificatesOf(pems: readonly string[]): readonly X509Certificate[] {
  return pems.flatMap((pem) => {
    try {
      return [new X509Certificate(pem)]
    } catch {
      return []
    }
  })
}
