import type { MirrorRequest } from '../pulls/sighting.ts'
import { agentOf, hostOf, isDigest, isRepository, isTag } from './distribution-names.ts'

// `host - - [23/Nov/2026:09:04:50 +0000] "GET /v2/… HTTP/1.1" 200 443 "" "agent"`, of Apache, nginx and distribution.
const combined =
  /^(\S+) \S+ \S+ \[(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)\] "(\S+) (\S+) [^"]*" (\d{3}) (\d+|-) "[^"]*" "((?:[^"\\]|\\.)*)"/
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const logrusPair = /([\w.]+)=("(?:[^"\\]|\\.)*"|\S*)/g
const content = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/
const maxLine = 20_000

/** Reads the lines of one log, in order. */
export type AccessLogReader = (line: string) => MirrorRequest | null

/**
 * distribution writes each request twice, as an Apache line and, at level `info`, as a line of its own. The latter says
 * more (an id, and the time in nanoseconds); from the first one on, only these count.
 */
export function makeAccessLogReader(): AccessLogReader {
  let hasOwn = false
  let count = 0
  return (line) => {
    if (line.length > maxLine) return null
    const own = line.includes('response completed') ? fieldsOf(line) : null
    if (own) hasOwn = true
    const raw = own ? ownIn(own) : hasOwn ? null : combinedIn(line)
    return raw && requestOf(raw, `log-${raw.at}-${++count}`)
  }
}

interface Raw {
  readonly id: string | null
  readonly at: number
  readonly method: string
  readonly uri: string
  readonly status: number
  readonly bytes: number | null
  readonly userAgent: string
  readonly address: string
}

function requestOf(
  { id, at, method, uri, status, bytes, userAgent, address }: Raw,
  otherwise: string,
): MirrorRequest | null {
  const [, repository = '', kind, reference = ''] = content.exec(uri.split('?')[0]!) ?? []
  const named = decoded(reference)
  const isContent = isRepository(repository) && (isDigest(named) || (kind === 'manifests' && isTag(named)))
  if (!isContent || (method !== 'GET' && method !== 'HEAD') || Number.isNaN(at)) return null
  return {
    id: id ?? otherwise,
    source: 'access-log',
    at,
    method,
    status,
    repository,
    kind: kind === 'manifests' ? 'manifest' : 'blob',
    tag: isDigest(named) ? null : named,
    digest: isDigest(named) ? named : null,
    references: [],
    bytes,
    userAgent: agentOf(userAgent),
    address: hostOf(address),
    instance: null,
  }
}

// Times are of whole seconds.
function combinedIn(line: string): Raw | null {
  const [, address, day, month = '', year, time, hours, minutes, method, uri, status, bytes, agent] =
    combined.exec(line) ?? []
  if (address === undefined || method === undefined || uri === undefined) return null
  const number = String(months.indexOf(month) + 1).padStart(2, '0')
  return {
    id: null,
    at: Date.parse(`${year}-${number}-${day}T${time}${hours}:${minutes}`),
    method,
    uri,
    status: Number(status),
    bytes: bytes === '-' ? null : Number(bytes),
    userAgent: (agent ?? '').replace(/\\(.)/g, '$1'),
    address,
  }
}

function ownIn(fields: Readonly<Record<string, unknown>>): Raw | null {
  const text = (name: string): string => String(fields[name] ?? '')
  if (text('msg') !== 'response completed') return null
  const bytes = Number(fields['http.response.written'] ?? Number.NaN)
  const id = text('http.request.id')
  return {
    id: /^[\w-]{1,100}$/.test(id) ? id : null,
    at: Date.parse(text('time')),
    method: text('http.request.method'),
    uri: text('http.request.uri'),
    status: Number(text('http.response.status')),
    bytes: Number.isSafeInteger(bytes) ? bytes : null,
    userAgent: text('http.request.useragent'),
    address: text('http.request.remoteaddr'),
  }
}

// logrus writes JSON, or `name=value` with quotes where they are needed.
function fieldsOf(line: string): Readonly<Record<string, unknown>> | null {
  if (line.startsWith('{')) return objectIn(line)
  const pairs = [...line.matchAll(logrusPair)].map(([, name = '', value = '']) => [name, unquoted(value)])
  return Object.fromEntries(pairs) as Readonly<Record<string, string>>
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null
  } catch {
    return null
  }
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) return value
  try {
    return String(JSON.parse(value))
  } catch {
    return value.slice(1, -1)
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
