import { createPrivateKey, X509Certificate } from 'node:crypto'
import { failure } from '../../shared/errors.ts'
import { hostAndPort } from '../../shared/registry.ts'

/** What a certificate says of the name under which a mirror is shared. */
export interface SharedAs {
  readonly host: string
  /** Whether it vouches for itself, so that whoever trusts the mirror has to be given it. */
  readonly isSelfSigned: boolean
}

/** Reads a certificate and its key (PEM), and refuses what does not fit together or is out of date. */
export function sharedAs({ certificate, key }: { readonly certificate: string; readonly key: string }): SharedAs {
  let read: X509Certificate
  try {
    read = new X509Certificate(certificate)
    if (!read.checkPrivateKey(createPrivateKey(key))) throw new Error('the key is another certificate’s')
  } catch (error) {
    throw failure('host-certificate-bad', { why: (error as Error).message }, error)
  }
  if (Date.parse(read.validTo) < Date.now())
    throw failure('host-certificate-bad', { why: `it ended on ${read.validTo}` })
  const names = (read.subjectAltName ?? '').split(', ')
  const host = named(names, 'DNS:') ?? named(names, 'IP Address:')
  if (host === null) throw failure('host-certificate-bad', { why: 'it names no host (subjectAltName)' })
  return { host: host.toLowerCase(), isSelfSigned: read.checkIssued(read) }
}

// A wildcard is no name that one could be sent to.
function named(names: readonly string[], kind: string): string | null {
  return names.find((name) => name.startsWith(kind) && !name.includes('*'))?.slice(kind.length) ?? null
}

/** The URL of a mirror that is shared as a host. */
export function sharedUrl(host: string, port: number): string {
  return `https://${hostAndPort(host, port)}`
}
