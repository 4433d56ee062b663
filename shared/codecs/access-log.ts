import type { MirrorRequest } from '../pulls/sighting.ts'
import { contentId } from './content-id.ts'
import { agentOf, hostOf, isDigest, isRepository, isTag, isToken } from './distribution-names.ts'
import { parseObject } from './json-object.ts'

// `host - - [23/Nov/2026:09:04:50 +0000] "GET /v2/… HTTP/1.1" 200 443 "" "agent"`, of Apache, nginx and distribution.
const combined =
  /^(\S+) \S+ \S+ \[(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)\] "([A-Z]+) (\S+) [^"]*" (\d{3}) (\d+|-) "(?:[^"\\]|\\.)*" "((?:[^"\\]|\\.)*)"/
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const logrusPair = /([\w.]+)=("(?:[^"\\]|\\.)*"|\S*)/g
// distribution's own line of a request; what failed has another end, and its level is `error` [measured 2.8].
const completed = /^response completed(?: with error)?$/
const content = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/
const maxLine = 20_000
const maxTwins = 1_000

/** Reads the lines of one log, in order; null for what is no request for a manifest or a blob. */
export type AccessLogReader = (line: string) => MirrorRequest | null

/**
 * distribution writes each request twice: a line of its own, as text or JSON, with an id and nanoseconds, and then an
 * Apache line of whole seconds. Each request counts once, by whichever of its lines there is: `log.level` and
 * `log.accesslog` can silence either, and only Apache lines tell of a 401.
 */
export function makeAccessLogReader(): AccessLogReader {
  // Requests whose Apache line is still to come.
  const twins = new Map<string, number>()
  const isTwin = ({ method, status, repository, tag, digest }: MirrorRequest, isOwn: boolean): boolean => {
    const key = `${method} ${status} ${repository} ${tag ?? digest}`
    const waiting = twins.get(key) ?? 0
    const left = isOwn ? waiting + 1 : waiting - 1
    twins.delete(key)
    if (left > 0) twins.set(key, left)
    if (twins.size > maxTwins) twins.delete(twins.keys().next().value!)
    return !isOwn && waiting > 0
  }
  // Lines of one second that are the same to the letter are requests of their own.
  let [second, same] = [0, new Map<string, number>()]
  const idOf = (at: number, line: string): string => {
    if (at !== second) [second, same] = [at, new Map()]
    const id = contentId(line)
    const count = (same.get(id) ?? 0) + 1
    if (count > 1 || same.size < maxTwins) same.set(id, count)
    return `log-${id}-${count}`
  }
  return (line) => {
    if (line.length > maxLine) return null
    const own = line.includes('response completed') ? ownIn(line) : null
    const raw = own ?? combinedIn(line)
    const request = raw && requestOf(raw)
    if (!request || isTwin(request, own !== null)) return null
    return request.id === '' ? { ...request, id: idOf(request.at, line) } : request
  }
}

interface Raw {
  /** Empty where the line has none. */
  readonly id: string
  readonly at: number
  readonly method: string
  readonly uri: string
  readonly status: number
  readonly bytes: number | null
  readonly userAgent: string
  readonly address: string
  readonly instance: string | null
}

function requestOf(raw: Raw): MirrorRequest | null {
  const { id, at, method, uri, status, bytes, userAgent, address, instance } = raw
  // docker's containerd store asks with `?ns=docker.io` [measured 28.5].
  const [, repository = '', kind, reference = ''] = content.exec(uri.split('?')[0]!) ?? []
  const named = decoded(reference)
  const isContent = isRepository(repository) && (isDigest(named) || (kind === 'manifests' && isTag(named)))
  if (!isContent || (method !== 'GET' && method !== 'HEAD') || !(at >= 0)) return null
  if (!Number.isInteger(status) || status < 100 || status > 599) return null
  return {
    id,
    source: 'access-log',
    at,
    method,
    status,
    repository,
    kind: kind === 'manifests' ? 'manifest' : 'blob',
    tag: isDigest(named) ? null : named,
    digest: isDigest(named) ? named : null,
    references: [],
    bytes: bytes !== null && Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null,
    userAgent: agentOf(userAgent),
    address: hostOf(address),
    instance,
  }
}

// Times are of whole seconds: when the request came, not when it was answered [measured 2.8].
function combinedIn(line: string): Raw | null {
  const [, address, day, month = '', year, time, hours, minutes, method, uri, status, bytes, agent] =
    combined.exec(line) ?? []
  if (address === undefined || method === undefined || uri === undefined) return null
  const number = String(months.indexOf(month) + 1).padStart(2, '0')
  return {
    id: '',
    at: Date.parse(`${year}-${number}-${day}T${time}${hours}:${minutes}`),
    method,
    uri,
    status: Number(status),
    bytes: bytes === '-' ? null : Number(bytes),
    userAgent: withoutEscapes(agent ?? ''),
    address,
    instance: null,
  }
}

function ownIn(line: string): Raw | null {
  const fields = line.startsWith('{') ? parseObject(line) : pairsIn(line)
  const text = (name: string): string => {
    const value = fields?.[name]
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
  }
  if (!completed.test(text('msg'))) return null
  const [id, bytes, instance] = [text('http.request.id'), text('http.response.written'), text('instance.id')]
  return {
    id: isToken(id) ? id : '',
    at: Date.parse(text('time')),
    method: text('http.request.method'),
    uri: text('http.request.uri'),
    status: Number(text('http.response.status')),
    bytes: bytes === '' ? null : Number(bytes),
    userAgent: text('http.request.useragent'),
    address: text('http.request.remoteaddr'),
    instance: isToken(instance) ? instance : null,
  }
}

// `name=value`, with quotes where logrus needs them.
function pairsIn(line: string): Readonly<Record<string, string>> {
  const pairs = [...line.matchAll(logrusPair)].map(([, name = '', value = '']) => [name, unquoted(value)])
  return Object.fromEntries(pairs) as Readonly<Record<string, string>>
}

function unquoted(value: string): string {
  return value.startsWith('"') ? withoutEscapes(value.slice(1, -1)) : value
}

// Of Go's `%q`, Apache and nginx: `\"`, `\\`, `\x22`; what they stand for steers nothing once it is cleaned.
function withoutEscapes(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|(.))/gi, (_, hex: string | undefined, sign: string | undefined) =>
    hex === undefined ? (sign ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
