import { createPublicKey, type KeyObject } from 'node:crypto'
import { algorithmOf, keyIdOf, spkiOf, type Algorithm } from './key-id.ts'

/** A public key in a set (RFC 7517); the members of its kind, such as `n` and `e`, stand beside. */
export interface Jwk {
  readonly kty: string
  readonly use: 'sig'
  readonly alg: Algorithm
  readonly kid: string
  readonly [member: string]: unknown
}

/**
 * The set of public keys that registry 3 takes as `auth.token.jwks`. It looks a token's key up by `kid` alone, and
 * names those of its bundle by RFC 7638 thumbprints instead, so the set must carry the `kid` that GitLab writes
 * (distribution v3.0, registry/auth/token/accesscontroller.go). A key that signs no token is left out.
 */
export function jwksOf(keys: readonly KeyObject[]): { readonly keys: readonly Jwk[] } {
  return {
    keys: keys.flatMap((key) => {
      const alg = algorithmOf(key)
      if (alg === null) return []
      const half = createPublicKey({ key: spkiOf(key), format: 'der', type: 'spki' })
      const { kty = '', ...members } = half.export({ format: 'jwk' })
      return { kty, use: 'sig', alg, kid: keyIdOf(key), ...members } satisfies Jwk
    }),
  }
}
