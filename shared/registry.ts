import { notice } from './notice.ts'
import { no, ok, type Result } from './result.ts'

/** The registry an image name asks for: `docker.io`, `quay.io`, `registry.corp:5000`. */
export type Upstream = string

/** A certificate authority that signs a mirror's certificate. */
export interface Certificate {
  /** Hex SHA-256 of `pem`; names the file that holds it. */
  readonly sha256: string
  /** One or more PEM `CERTIFICATE` blocks and nothing else. */
  readonly pem: string
}

/** An endpoint that is tried before its upstream. Several may stand in order for one upstream. */
export interface Mirror {
  readonly upstream: Upstream
  /** Canonical: `scheme://host[:port][/path]`, lower case, no trailing slash. */
  readonly url: string
  /** TLS is used but not verified. Says nothing about `http://`, which is plaintext by itself. */
  readonly insecure: boolean
  readonly ca: Certificate | null
}

/** The parts of a mirror's URL. */
export interface Endpoint {
  readonly scheme: 'http' | 'https'
  /** Without brackets for IPv6. */
  readonly host: string
  readonly port: number | null
  /** A registry path prefix such as `project`, without slashes at its ends; empty for none. */
  readonly path: string
}

/** An image name, taken apart as the OCI distribution specification and docker's short names say. */
export interface Reference {
  readonly upstream: Upstream
  readonly repository: string
  readonly tag: string | null
  readonly digest: string | null
}

// Names that docker gives its own hub; engines only ever match `docker.io` [FACTS: podman cases 49, 50].
const hubNames = new Set([
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
  'hub.docker.com',
  'registry.hub.docker.com',
])
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const hostName = new RegExp(`^${label}(?:\\.${label})*$`)
const pathPart = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/
const maxUrlLength = 2000

/** Reads the name of an upstream; docker's other names for its hub become `docker.io`. */
export function parseUpstream(text: string): Result<Upstream> {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '')
  if (hubNames.has(name)) return ok('docker.io')
  const [, host = '', port] = /^([^:/]*)(?::(\d+))?$/.exec(name) ?? []
  const isRegistry = host.includes('.') || port !== undefined || host === 'localhost'
  if (!hostName.test(host) || !isRegistry || (port !== undefined && !isPort(Number(port)))) {
    return no(notice('upstream-unknown', { upstream: redactUrl(text) }))
  }
  return ok(port === undefined ? host : `${host}:${Number(port)}`)
}

/**
 * Reads a mirror's URL in the grammar that every engine takes: what `podman info` accepts and every pull
 * then fails on (credentials, a tag, `_` in the host, upper-case paths) is refused here.
 */
export function parseMirrorUrl(text: string): Result<Endpoint> {
  const url = text.trim()
  if (url === '') return no(notice('url-empty'))
  if (url.length > maxUrlLength) return no(notice('url-too-long', { limit: maxUrlLength }))
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)
  if (!scheme) return no(notice('url-scheme-missing', { url: redactUrl(url) }))
  const protocol = scheme[1]!.toLowerCase()
  if (protocol !== 'http' && protocol !== 'https') return no(notice('url-scheme-unknown', { scheme: protocol }))
  const rest = url.slice(scheme[0].length)
  if (rest.includes('@')) return no(notice('url-credentials'))
  if (/[?#]/.test(rest)) return no(notice('url-query'))
  if (/[\s\p{Cc}]/u.test(rest)) return no(notice('url-space'))
  const slash = rest.indexOf('/')
  const authority = parseAuthority(slash < 0 ? rest : rest.slice(0, slash))
  if (!authority.ok) return authority
  const path = slash < 0 ? '' : rest.slice(slash).replace(/^\/+|\/+$/g, '')
  const parts = path === '' ? [] : path.split('/')
  if (parts[0] === 'v1' || parts[0] === 'v2') return no(notice('url-path-v2', { path }))
  if (!parts.every((part) => pathPart.test(part))) return no(notice('url-path', { path }))
  return ok({ scheme: protocol, ...authority.value, path })
}

function parseAuthority(text: string): Result<{ host: string; port: number | null }> {
  const [, v6, plain, portText] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]*))(?::(\d*))?$/i.exec(text) ?? []
  const host = (v6 ?? plain ?? '').toLowerCase()
  const isHost = v6 === undefined ? hostName.test(host) && isAddressIfNumeric(host) : isIpv6(host)
  if (!isHost) return no(notice('url-host', { host: text }))
  const port = portText === undefined ? null : Number(portText)
  if (portText === '' || (port !== null && !isPort(port))) return no(notice('url-port', { port: portText ?? '' }))
  return ok({ host, port })
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535
}

// A host of digits and dots is an address or a typing error, never a name.
function isAddressIfNumeric(host: string): boolean {
  if (!/^[\d.]+$/.test(host)) return true
  const bytes = host.split('.')
  return bytes.length === 4 && bytes.every((byte) => /^(0|[1-9]\d{0,2})$/.test(byte) && Number(byte) <= 255)
}

function isIpv6(host: string): boolean {
  const halves = host.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const groups = halves.flat()
  const complete = halves.length === 2 ? groups.length < 8 : halves.length === 1 && groups.length === 8
  return complete && groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))
}

/** The canonical text of an endpoint. */
export function formatEndpoint({ scheme, host, port, path }: Endpoint): string {
  return `${scheme}://${hostAndPort(host, port)}${path === '' ? '' : `/${path}`}`
}

/** `host:port` with brackets for IPv6, the port only where one is given. */
export function hostAndPort(host: string, port: number | null): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === null ? name : `${name}:${port}`
}

/** The upstreams of these, each once, in order. */
export function upstreamsOf(named: readonly { readonly upstream: Upstream }[]): readonly Upstream[] {
  return [...new Set(named.map(({ upstream }) => upstream))]
}

/** Whether a host is the very machine that asks for it. Whoever connects to “no address” reaches it as well. */
export function isLoopback(host: string): boolean {
  if (host.includes(':')) return /^[0:]*1?$/.test(host) || /^[0:]*:ffff:7f[0-9a-f]{2}:/.test(host)
  return host === 'localhost' || host.endsWith('.localhost') || /^(127(\.\d+){3}|0\.0\.0\.0)$/.test(host)
}

/** The endpoint of a mirror whose URL is canonical already. */
export function endpointOf(mirror: Mirror): Endpoint {
  const parsed = parseMirrorUrl(mirror.url)
  if (!parsed.ok) throw new Error(parsed.notice.message)
  return parsed.value
}

/** Makes a mirror of what a person typed. */
export function makeMirror(
  upstreamText: string,
  urlText: string,
  options: { readonly insecure?: boolean; readonly ca?: Certificate | null } = {},
): Result<Mirror> {
  const upstream = parseUpstream(upstreamText)
  if (!upstream.ok) return upstream
  const endpoint = parseMirrorUrl(urlText)
  if (!endpoint.ok) return endpoint
  const { host, port } = endpoint.value
  if (hostAndPort(host, port) === upstream.value || (upstream.value === 'docker.io' && hubNames.has(host))) {
    return no(notice('mirror-is-upstream', { upstream: upstream.value }))
  }
  const { insecure = false, ca = null } = options
  if (endpoint.value.scheme === 'http' && (insecure || ca !== null))
    return no(notice('tls-option-on-http', { url: urlText }))
  if (insecure && ca !== null) return no(notice('insecure-with-ca'))
  return ok({ upstream: upstream.value, url: formatEndpoint(endpoint.value), insecure, ca })
}

/** Why a mirror that was read from a file is not in the one form that the grammar makes of it; null where it is. */
export function otherSpelling(mirror: Mirror): string | null {
  const made = makeMirror(mirror.upstream, mirror.url, mirror)
  if (!made.ok) return made.notice.message
  const isSame = made.value.upstream === mirror.upstream && made.value.url === mirror.url
  return isSame ? null : `“${mirror.url}” is to be written ${made.value.url}`
}

/** Reads an image name: `alpine`, `team/app:1`, `quay.io/x/y@sha256:…`. */
export function parseReference(text: string): Result<Reference> {
  const bad = no(notice('reference-bad', { image: text }))
  const [, name = '', tag, digest] =
    /^([^@:]+(?::\d+(?=\/))?[^@:]*)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(text.trim()) ?? []
  const slash = name.indexOf('/')
  const first = slash < 0 ? '' : name.slice(0, slash)
  const named = first.includes('.') || first.includes(':') || first === 'localhost'
  const upstream = parseUpstream(named ? first : 'docker.io')
  if (!upstream.ok) return bad
  const rest = named ? name.slice(slash + 1) : name
  if (!rest.split('/').every((part) => pathPart.test(part))) return bad
  const repository = upstream.value === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest
  return ok({
    upstream: upstream.value,
    repository,
    tag: tag ?? (digest === undefined ? 'latest' : null),
    digest: digest ?? null,
  })
}

/** A URL that is safe to show: credentials are masked, up to the last `@`, since a password may hold any sign. */
export function redactUrl(text: string): string {
  return text.replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?).*@/is, '$1•••@')
}
