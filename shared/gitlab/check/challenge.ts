/** How a registry asks for a login (RFC 9110, 11.6.1; distribution, “Token Authentication Specification”). */
export interface Challenge {
  /** `bearer`, `basic` …, in lower case. */
  readonly scheme: string
  readonly realm: string
  readonly service: string
}

/** Reads a `WWW-Authenticate` header; null where there is none. */
export function parseChallenge(header: string | undefined): Challenge | null {
  const [, scheme] = /^\s*([a-z][\w-]*)/i.exec((header ?? '').slice(0, 4096)) ?? []
  if (header === undefined || scheme === undefined) return null
  const valueOf = (name: string): string => new RegExp(`[\\s,]${name}="([^"]*)"`, 'i').exec(header)?.[1] ?? ''
  return { scheme: scheme.toLowerCase(), realm: valueOf('realm'), service: valueOf('service') }
}

/** What the header and the claims of a token say, without judging its signature; null for what is no token. */
export interface TokenFacts {
  readonly kid: string
  readonly issuer: string
}

/** Takes the facts out of the two decoded halves of a token. */
export function tokenFacts(header: unknown, claims: unknown): TokenFacts {
  const [kid, issuer] = [(header as { kid?: unknown } | null)?.kid, (claims as { iss?: unknown } | null)?.iss]
  return { kid: typeof kid === 'string' ? kid : '', issuer: typeof issuer === 'string' ? issuer : '' }
}
