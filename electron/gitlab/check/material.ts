import { createPublicKey, type KeyObject, type X509Certificate } from 'node:crypto'
import type { GivenFile } from '../../../shared/gitlab/check/read-files.ts'
import type { CertificateFacts, JwksFacts, MaterialFacts } from '../../../shared/gitlab/check/pem-facts.ts'
import { keyIdOf } from '../key-id.ts'
import { readPem, type PemCertificate, type PemFile } from '../pem.ts'

/** What the given files hold of keys and certificates. The keys themselves stay here: no finding can name one. */
export interface Material {
  readonly facts: readonly MaterialFacts[]
  /** Private keys by the path of their file. */
  readonly keys: ReadonlyMap<string, KeyObject>
}

/** More than any chain has; each is held against each other. */
const maxCertificates = 200

/** Reads keys, certificates and sets of keys; `roots` are those that are trusted without being sent. */
export function readMaterial(files: readonly GivenFile[], roots: readonly X509Certificate[]): Material {
  const pems = files.flatMap((file) => (isPem(file) ? [{ file, pem: readPem(file.text) }] : []))
  const given = pems.flatMap(({ pem }) => pem.certificates).slice(0, maxCertificates)
  const trust = trustIn(roots)
  const facts = files.flatMap((file): readonly MaterialFacts[] => {
    const { path, text, mode } = file
    const pem = pems.find((one) => one.file === file)?.pem
    if (pem) return [{ kind: 'pem', path, mode, ...pemFacts(pem, given, trust) }]
    if (/^\s*\{/.test(text) && /"(?:keys|kty)"/.test(text)) return [{ kind: 'jwks', path, ...jwksFacts(text) }]
    return /\.(?:key|pem|crt|cer|json)$/i.test(path) ? [{ kind: 'other', path }] : []
  })
  const keys = pems.flatMap(({ file, pem }) => (pem.keys[0] ? [[file.path, pem.keys[0].key] as const] : []))
  return { facts, keys: new Map(keys) }
}

function isPem({ text }: GivenFile): boolean {
  return /-----BEGIN [A-Z0-9 ]+-----/.test(text)
}

function pemFacts({ certificates, keys, broken }: PemFile, given: readonly PemCertificate[], trust: Trust) {
  return {
    certificates: certificates.map((one) => certificateFacts(one, given, trust)),
    keys: keys.map(({ type, bits, keyId }) => ({ type, bits, keyId })),
    broken,
  }
}

interface Trust {
  isRoot(certificate: X509Certificate): boolean
  signed(certificate: X509Certificate): boolean
}

function trustIn(roots: readonly X509Certificate[]): Trust {
  const bySubject = Map.groupBy(roots, ({ subject }) => subject)
  const known = new Set(roots.map(({ fingerprint256 }) => fingerprint256))
  return {
    isRoot: ({ fingerprint256 }) => known.has(fingerprint256),
    signed: (certificate) => (bySubject.get(certificate.issuer) ?? []).some((root) => isSignedBy(certificate, root)),
  }
}

function certificateFacts(
  { subject, issuer, names, notBefore, notAfter, isAuthority, isSelfSigned, publicKey, x509 }: PemCertificate,
  given: readonly PemCertificate[],
  trust: Trust,
): CertificateFacts {
  const signers = given.filter((one) => one.x509.fingerprint256 !== x509.fingerprint256 && isSignedBy(x509, one.x509))
  return {
    id: x509.fingerprint256,
    subject: shortName(subject),
    issuer: shortName(issuer),
    names,
    notBefore,
    notAfter,
    isAuthority,
    isSelfSigned,
    isTrusted: trust.isRoot(x509),
    hasTrustedIssuer: trust.signed(x509),
    signers: [...new Set(signers.map((one) => one.x509.fingerprint256))],
    keyId: publicKey.keyId,
  }
}

function isSignedBy(certificate: X509Certificate, signer: X509Certificate): boolean {
  return certificate.issuer === signer.subject && certificate.verify(signer.publicKey)
}

/** The common name of a subject as Node writes it, one attribute a line; all of it where there is none. */
export function shortName(subject: string): string {
  return /(?:^|\n)CN=([^\n]*)/.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ')
}

function jwksFacts(text: string): Omit<JwksFacts, 'path'> {
  try {
    const { keys } = JSON.parse(text) as { readonly keys?: unknown }
    if (!Array.isArray(keys) || keys.length === 0) return { keys: [], isBroken: true }
    return { keys: keys.slice(0, 100).map(keyInSet), isBroken: false }
  } catch {
    return { keys: [], isBroken: true }
  }
}

function keyInSet(jwk: unknown): JwksFacts['keys'][number] {
  const named = (jwk as { readonly kid?: unknown } | null)?.kid
  const kid = typeof named === 'string' ? named : ''
  try {
    return { kid, right: keyIdOf(createPublicKey({ key: jwk as { kty: string }, format: 'jwk' })) }
  } catch {
    return { kid, right: null }
  }
}
