import { randomUUID, sign, type KeyObject } from 'node:crypto'
import { algorithmOf, keyIdOf } from './key-id.ts'

/** What a token opens, as the registry's token specification has it. */
export interface Access {
  readonly type: string
  readonly name: string
  readonly actions: readonly string[]
}

/** What a token says. */
export interface TokenOrder {
  /** The private key; RSA or P-256. */
  readonly key: KeyObject
  readonly issuer: string
  /** The registry's `service`; it is the token's audience. */
  readonly service: string
  readonly subject: string
  readonly access: readonly Access[]
  /** Seconds from `at` until it is void. */
  readonly lifetime: number
  /** Seconds since 1970. */
  readonly at: number
}

/** How much earlier than its making a token is valid, in seconds (GitLab, lib/json_web_token/token.rb). */
const EARLIER = 5

/** Signs a token for a registry as GitLab does: RS256 (or ES256), with the `kid` of `keyIdOf`. Throws for another kind of key. */
export function mintToken({ key, issuer, service, subject, access, lifetime, at }: TokenOrder): string {
  const alg = algorithmOf(key)
  if (alg === null) throw new Error('a token is signed with an RSA or P-256 key')
  const claims = {
    iss: issuer,
    sub: subject,
    aud: service,
    exp: at + lifetime,
    nbf: at - EARLIER,
    iat: at,
    jti: randomUUID(),
    access,
  }
  const signed = [{ typ: 'JWT', alg, kid: keyIdOf(key) }, claims].map(encoded).join('.')
  // Two numbers one after the other, not DER (RFC 7518, 3.4).
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

function encoded(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
