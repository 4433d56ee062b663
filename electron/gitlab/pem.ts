import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { keyIdOf, spkiDigest } from './key-id.ts'

/** What a key is, whoever holds which half of it. */
export interface KeyFacts {
  /** `rsa`, `ec`, `ed25519` … */
  readonly type: string
  /** Of an RSA key; null for others. */
  readonly bits: number | null
  /** SHA-256 in hex of the public half: two halves of one pair have the same. */
  readonly spki: string
  /** The `kid` of a token that it signs. */
  readonly keyId: string
  readonly key: KeyObject
}

/** A certificate, with what decides where it may stand. */
export interface PemCertificate {
  /** One attribute a line, as Node tells it: `CN=registry.example.com`. */
  readonly subject: string
  readonly issuer: string
  /** Names and addresses that it is for; its CN is not among them. */
  readonly names: readonly string[]
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  /** Whether it may sign other certificates. */
  readonly isAuthority: boolean
  readonly isSelfSigned: boolean
  readonly publicKey: KeyFacts
  readonly x509: X509Certificate
}

/** Everything of use in a PEM file, each kind in the file's order. */
export interface PemFile {
  readonly certificates: readonly PemCertificate[]
  /** Private keys. */
  readonly keys: readonly KeyFacts[]
  /** Blocks that say they are one of these, and cannot be read. */
  readonly broken: readonly { readonly label: string; readonly why: 'encrypted' | 'malformed' }[]
}

/** Reads PEM text; text without a block of use is an empty file. Throws nothing, and keeps no text. */
export function readPem(text: string): PemFile {
  const certificates: PemCertificate[] = []
  const keys: KeyFacts[] = []
  const broken: PemFile['broken'][number][] = []
  for (const { block, label } of blocksIn(text)) {
    try {
      if (label.endsWith('CERTIFICATE')) certificates.push(certificateFacts(new X509Certificate(block)))
      else if (label.endsWith('PRIVATE KEY')) keys.push(keyFacts(createPrivateKey(block)))
    } catch {
      broken.push({ label, why: /ENCRYPTED/.test(block) ? 'encrypted' : 'malformed' })
    }
  }
  return { certificates, keys, broken }
}

// Each from its beginning to the first end of its label. All ends are found first: looking for each anew would read the
// rest of a file that has none again and again.
function* blocksIn(text: string): Generator<{ readonly block: string; readonly label: string }> {
  const ends = Map.groupBy([...text.matchAll(/-----END ([A-Z0-9 ]+)-----/g)].toReversed(), ([, label = '']) => label)
  let after = 0
  for (const { 0: begin, 1: label = '', index } of text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)) {
    if (index < after) continue
    const own = ends.get(label) ?? []
    while ((own.at(-1)?.index ?? Infinity) < index + begin.length) own.pop()
    const end = own.at(-1)
    if (end === undefined) continue
    after = end.index + end[0].length
    yield { block: text.slice(index, after), label }
  }
}

function keyFacts(key: KeyObject): KeyFacts {
  return {
    type: key.asymmetricKeyType ?? 'unknown',
    bits: key.asymmetricKeyDetails?.modulusLength ?? null,
    spki: spkiDigest(key),
    keyId: keyIdOf(key),
    key,
  }
}

function certificateFacts(x509: X509Certificate): PemCertificate {
  return {
    subject: x509.subject,
    issuer: x509.issuer,
    names: namesIn(x509.subjectAltName ?? ''),
    notBefore: Date.parse(x509.validFrom),
    notAfter: Date.parse(x509.validTo),
    isAuthority: x509.ca,
    // Not by `checkIssued`: that asks for the right to sign certificates as well.
    isSelfSigned: x509.subject === x509.issuer && x509.verify(x509.publicKey),
    publicKey: keyFacts(x509.publicKey),
    x509,
  }
}

// `DNS:a.example, IP Address:10.0.0.1`; a name that would confuse this list stands in quotes.
function namesIn(list: string): readonly string[] {
  return [...list.matchAll(/(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)].map(([, name = '']) => name)
}
