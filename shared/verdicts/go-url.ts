import { isAddress } from './go-decode.ts'

/** A URL as Go's net/url splits it: the scheme in lower case, `host` with its port. */
export interface GoUrl {
  readonly scheme: string
  readonly user: string | null
  readonly host: string
  readonly path: string
  readonly query: string
  readonly fragment: string
}

/** A URL, or Go's reason against it. */
export type GoUrlRead = { readonly ok: true; readonly url: GoUrl } | { readonly ok: false; readonly why: string }

const HOST_BYTES = /^[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}]*$/u
const USER_BYTES = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/
// Percent signs in a host: only of bytes that are not ASCII (and in an IPv6 zone).
const HOST_ESCAPES = /%(?:[89a-fA-F][0-9a-fA-F])/g

/** Splits a URL as Go's url.Parse does; `recent` is Go 1.27, which looks into brackets [measured 28.5, read in 1.19 to 1.27]. */
export function parseGoUrl(text: string, recent = false): GoUrlRead {
  const no = (why: string): GoUrlRead => ({ ok: false, why: `parse ${JSON.stringify(text)}: ${why}` })
  if (hasControl(text)) return no('net/url: invalid control character in URL')
  const hash = text.indexOf('#')
  const whole = hash < 0 ? text : text.slice(0, hash)
  const fragment = hash < 0 ? '' : text.slice(hash + 1)
  const scheme = schemeOf(whole)
  if (scheme === null) return no('missing protocol scheme')
  const afterScheme = scheme === '' ? whole : whole.slice(scheme.length + 1)
  const mark = afterScheme.indexOf('?')
  const rest = mark < 0 ? afterScheme : afterScheme.slice(0, mark)
  const query = mark < 0 ? '' : afterScheme.slice(mark + 1)
  const badEscape = escapeFault(fragment)
  if (badEscape !== null) return no(`invalid URL escape ${JSON.stringify(badEscape)}`)
  const empty = { scheme: scheme.toLowerCase(), user: null, host: '', path: '', query, fragment }

  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ok: true, url: empty }
    if (rest.split('/')[0]!.includes(':')) return no('first path segment in URL cannot contain colon')
  }
  const named = rest.startsWith('//') && (scheme !== '' || !rest.startsWith('///'))
  const slash = named ? rest.indexOf('/', 2) : -1
  const authority = named ? rest.slice(2, slash < 0 ? undefined : slash) : ''
  const path = named ? (slash < 0 ? '' : rest.slice(slash)) : rest
  const badPath = escapeFault(path)
  if (badPath !== null) return no(`invalid URL escape ${JSON.stringify(badPath)}`)
  const at = authority.lastIndexOf('@')
  const user = at < 0 ? null : authority.slice(0, at)
  if (user !== null && !USER_BYTES.test(user)) return no('net/url: invalid userinfo')
  if (user !== null && escapeFault(user) !== null) return no(`invalid URL escape ${JSON.stringify(escapeFault(user))}`)
  const host = authority.slice(at + 1)
  const fault = (recent ? literalFault(host) : null) ?? hostFault(host)
  return fault === null ? { ok: true, url: { ...empty, user, host, path } } : no(fault)
}

/** Whether a URL's host, as Go splits it, names something that can be asked at all. */
export function isReachable(host: string): boolean {
  const port = /:([0-9]*)$/.exec(host)?.[1] ?? ''
  return host !== '' && !host.startsWith(':') && (port === '' || Number(port) <= 65_535)
}

// Empty where there is none; null where the text begins with a colon.
function schemeOf(text: string): string | null {
  const match = /^[A-Za-z][A-Za-z0-9+\-.]*(?=:)/.exec(text)
  if (match) return match[0]
  return text.startsWith(':') ? null : ''
}

function literalFault(host: string): string | null {
  const bracket = host.lastIndexOf('[')
  if (bracket > 0) return 'invalid IP-literal'
  const close = host.lastIndexOf(']')
  if (bracket < 0 || close < 0) return null
  const address = host.slice(1, close).split('%25')[0]!
  return address.includes(':') && isAddress(address) ? null : 'invalid host'
}

function hostFault(host: string): string | null {
  const bracket = host.startsWith('[') ? host.lastIndexOf(']') : -1
  if (host.startsWith('[') && bracket < 0) return "missing ']' in host"
  const colon = bracket >= 0 ? bracket + 1 : host.lastIndexOf(':')
  const port = colon < 0 ? '' : host.slice(colon)
  if (port !== '' && !/^:[0-9]*$/.test(port)) return `invalid port ${JSON.stringify(port)} after host`
  const zone = bracket >= 0 ? host.indexOf('%25') : -1
  const bare = (zone < 0 ? host : host.slice(0, zone)).replaceAll(HOST_ESCAPES, '')
  if (bare.includes('%')) return `invalid URL escape ${JSON.stringify(bare.slice(bare.indexOf('%')).slice(0, 3))}`
  const bad = Array.from(bare).find((letter) => !HOST_BYTES.test(letter))
  return bad === undefined ? null : `invalid character ${JSON.stringify(bad)} in host name`
}

function escapeFault(text: string): string | null {
  const match = /%(?![0-9a-fA-F]{2})/.exec(text)
  return match ? text.slice(match.index, match.index + 3) : null
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}

/** A host and its port as Go's net.SplitHostPort parts them; the whole text is the host where it cannot. */
export function splitHostPort(text: string): { readonly host: string; readonly port: string } {
  const bracketed = /^\[([^[\]]*)\]:([^[\]:]*)$/.exec(text)
  if (bracketed) return { host: bracketed[1]!, port: bracketed[2]! }
  const plain = /^([^:[\]]*):([^:[\]]*)$/.exec(text)
  return plain ? { host: plain[1]!, port: plain[2]! } : { host: text, port: '' }
}
