import { createHash, randomBytes, sign, type KeyObject } from 'node:crypto'
import { bitString, element, integer, objectId, sequence, time, utf8 } from './der.ts'
import { algorithmOf, spkiOf } from './key-id.ts'

/** What a certificate says. */
export interface CertificateOrder {
  /** The private key; RSA or P-256. */
  readonly key: KeyObject
  /** At most 64 characters (RFC 5280, upper bound of a common name). */
  readonly commonName: string
  /** Milliseconds since 1970. */
  readonly from: number
  readonly until: number
}

const TRUE = Buffer.from([0x01, 0x01, 0xff])
const NULL = Buffer.from([0x05, 0x00])

/**
 * A certificate of a key for itself, as PEM. Node reads certificates and makes none, and an `openssl` is not
 * everywhere; this is the one kind that a registry's bundle of token keys needs. It is no authority: what it vouches
 * for are signatures, so that nobody gains by finding it in a trust store. RFC 5280; throws for another kind of key.
 */
export function selfSigned({ key, commonName, from, until }: CertificateOrder): string {
  const algorithm = signatureAlgorithm(key)
  const name = sequence(element(0x31, sequence(objectId('2.5.4.3'), utf8(commonName))))
  const spki = spkiOf(key)
  const body = sequence(
    element(0xa0, integer(Buffer.from([2]))), // version 3
    integer(serialNumber()),
    algorithm,
    name,
    sequence(time(from), time(until)),
    name,
    spki,
    element(0xa3, extensions(spki)),
  )
  const der = sequence(body, algorithm, bitString(sign('sha256', body, key)))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

// sha256WithRSAEncryption has a NULL for parameters (RFC 4055), ecdsa-with-SHA256 has none (RFC 5758).
function signatureAlgorithm(key: KeyObject): Buffer {
  switch (algorithmOf(key)) {
    case 'RS256':
      return sequence(objectId('1.2.840.113549.1.1.11'), NULL)
    case 'ES256':
      return sequence(objectId('1.2.840.10045.4.3.2'))
    case null:
      throw new Error('a certificate is made for an RSA or P-256 key')
  }
}

// Positive, and 16 bytes whatever chance gives.
function serialNumber(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

function extensions(spki: Buffer): Buffer {
  const keyId = createHash('sha256').update(spki).digest().subarray(0, 20)
  return sequence(
    extension('2.5.29.19', sequence(), true), // basicConstraints: no authority
    extension('2.5.29.15', bitString(Buffer.from([0x80]), 7), true), // keyUsage: digitalSignature
    extension('2.5.29.14', element(0x04, keyId), false), // subjectKeyIdentifier
  )
}

function extension(id: string, value: Buffer, isCritical: boolean): Buffer {
  return sequence(objectId(id), ...(isCritical ? [TRUE] : []), element(0x04, value))
}
