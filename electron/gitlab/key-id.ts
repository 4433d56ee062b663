import { createHash, createPublicKey, type KeyObject } from 'node:crypto'

/** How tokens are signed that a registry accepts; GitLab itself knows RS256 alone (lib/json_web_token/rsa_token.rb). */
export type Algorithm = 'RS256' | 'ES256'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The public half of a key, private or public, as DER of its SubjectPublicKeyInfo (RFC 5280, 4.1). */
export function spkiOf(key: KeyObject): Buffer {
  const half = key.type === 'private' ? createPublicKey(key) : key
  return half.export({ type: 'spki', format: 'der' })
}

/** SHA-256 of the public half in hex: the same for a private key and the certificate that is its pair. */
export function spkiDigest(key: KeyObject): string {
  return createHash('sha256').update(spkiOf(key)).digest('hex')
}

/**
 * The `kid` by which docker-registry 2 finds the certificate of a token in its bundle: base32 of the first 30 bytes of
 * the SHA-256 of the public key, in groups of four joined by colons [measured 2.8; docker/libtrust, key IDs].
 */
export function keyIdOf(key: KeyObject): string {
  const bits = [...createHash('sha256').update(spkiOf(key)).digest().subarray(0, 30)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  const letters = (bits.match(/.{5}/g) ?? []).map((five) => base32[Number.parseInt(five, 2)]).join('')
  return (letters.match(/.{4}/g) ?? []).join(':')
}

/** What a key signs tokens with; null for a key that no registry of ours takes, such as Ed25519 or P-384. */
export function algorithmOf(key: KeyObject): Algorithm | null {
  if (key.asymmetricKeyType === 'rsa') return 'RS256'
  return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : null
}
