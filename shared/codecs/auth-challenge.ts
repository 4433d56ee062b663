/** What a registry asks for before it answers [RFC 9110, 11.6.1; distribution: spec/auth/token]. */
export type Challenge =
  | { readonly kind: 'basic' }
  | { readonly kind: 'bearer'; readonly realm: string; readonly service: string | null }

const maxLength = 4096

/** Reads a `WWW-Authenticate` header; Bearer is taken before Basic where both are offered, null where neither is. */
export function parseChallenge(header: string): Challenge | null {
  if (header.length > maxLength) return null
  const bearer = /(?:^|,)\s*bearer\s+(.*)$/is.exec(header)?.[1]
  if (bearer !== undefined) {
    const realm = valueOf(bearer, 'realm')
    return realm === null ? null : { kind: 'bearer', realm, service: valueOf(bearer, 'service') }
  }
  return /(?:^|,)\s*basic(?:\s|$)/i.test(header) ? { kind: 'basic' } : null
}

function valueOf(parameters: string, name: string): string | null {
  const found = new RegExp(`(?:^|[\\s,])${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'i').exec(parameters)
  return found?.[1]?.replaceAll(/\\(.)/g, '$1') ?? found?.[2] ?? null
}
