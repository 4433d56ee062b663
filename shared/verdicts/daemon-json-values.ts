import type { DockerVersion } from './daemon-json-options.ts'
import { isAddress, isNetwork } from './go-decode.ts'
import type { JsonValue } from './go-json.ts'
import { parseGoUrl, splitHostPort } from './go-url.ts'

/** What a daemon.json sets, by field name in lower case. */
export type Options = Readonly<Record<string, JsonValue>>

/** Why dockerd stops: `early` while it reads the file, else when it starts up. */
export interface DaemonFault {
  readonly early: boolean
  readonly why: string
}

type Check = (version: DockerVersion, options: Options) => string | null

/** The texts of a list; a null among them is an empty text. */
export function textsOf(options: Options, key: string): readonly string[] {
  const value = options[key]
  return value?.kind === 'array' ? value.items.map((item) => (item.kind === 'string' ? item.text : '')) : []
}

const text = (options: Options, key: string): string => {
  const value = options[key]
  return value?.kind === 'string' ? value.text : ''
}
const number = (options: Options, key: string): number => {
  const value = options[key]
  return value?.kind === 'number' ? Number(value.text) : 0
}
const first = (items: readonly string[], why: (item: string) => string | null): string | null => {
  for (const item of items) {
    const found = why(item)
    if (found !== null) return found
  }
  return null
}
const negative =
  (key: string, name: string): Check =>
  (_, options) =>
    number(options, key) < 0 ? `invalid ${name}: ${number(options, key)}` : null

const LEVELS = ['panic', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']
const DOMAIN = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*\.?\s*$/

// In the order in which dockerd looks [S: config.Validate].
const early: readonly Check[] = [
  (version, options) => {
    const level = text(options, 'log-level')
    const known = version === '20.10' ? true : level === '' || LEVELS.includes(level.toLowerCase())
    return known ? null : `invalid logging level: ${level}`
  },
  (_, options) => {
    const format = text(options, 'log-format')
    return ['', 'text', 'json'].includes(format) ? null : `invalid log format: ${format}`
  },
  (version, options) =>
    version === '20.10'
      ? first(textsOf(options, 'dns'), (dns) => (isAddress(dns.trim()) ? null : `${dns} is not an ip address`))
      : null,
  (_, options) =>
    first(textsOf(options, 'dns-search'), (search) => {
      const name = search.replace(/^ +/, '').replace(/ +$/, '')
      if (name === '.') return null
      return /[a-zA-Z]/.test(name) && name.length < 255 && DOMAIN.test(name) ? null : `${name} is not a valid domain`
    }),
  (_, options) =>
    first(textsOf(options, 'labels'), (label) => {
      if (!label.includes('=')) return `bad attribute format: ${label}`
      const reserved = /^(?:com\.docker\.|io\.docker\.|org\.dockerproject\.)/i.test(label)
      return reserved
        ? `label ${label} is not allowed: the namespaces com.docker.*, io.docker.*, and org.dockerproject.* are reserved for internal use`
        : null
    }),
  negative('mtu', 'default MTU'),
  negative('max-concurrent-downloads', 'max concurrent downloads'),
  negative('max-concurrent-uploads', 'max concurrent uploads'),
  negative('max-download-attempts', 'max download attempts'),
  (version, options) => {
    const port = number(options, 'network-diagnostic-port')
    return version !== '28.5' || (port >= 0 && port <= 65_535)
      ? null
      : `invalid network-diagnostic-port (${port}): value must be between 0 and 65535`
  },
  (version, options) =>
    version === '28.5' ? first(textsOf(options, 'registry-mirrors'), (m) => mirrorFault(version, m)) : null,
  (version, options) =>
    version === '28.5' && text(options, 'api-cors-header') !== ''
      ? 'DEPRECATED: The "api-cors-header" config parameter and the dockerd "--api-cors-header" option have been removed; use a reverse proxy if you need CORS headers'
      : null,
  (version, options) => (version === '28.5' ? first(textsOf(options, 'exec-opts'), executionFault) : null),
  (_, options) => {
    const mode = text(options, 'default-ipc-mode')
    return ['', 'private', 'shareable'].includes(mode)
      ? null
      : `IPC mode "${mode}" is not supported as default value; use "shareable" or "private"`
  },
  (_, options) => {
    const mode = text(options, 'default-cgroupns-mode')
    return ['', 'private', 'host'].includes(mode)
      ? null
      : `invalid default cgroup namespace (${mode}): use "host" or "private"`
  },
]

const late: readonly Check[] = [
  (version, options) => first(textsOf(options, 'registry-mirrors'), (mirror) => mirrorFault(version, mirror)),
  (version, options) => first(textsOf(options, 'insecure-registries'), (registry) => insecureFault(version, registry)),
]

/** Why dockerd does not start with these values, or null. What hangs on the machine (drivers, users) is not told. */
export function daemonFault(version: DockerVersion, options: Options): DaemonFault | null {
  for (const check of early) {
    const why = check(version, options)
    if (why !== null)
      return { early: true, why: `merged configuration validation from file and command line flags failed: ${why}` }
  }
  for (const check of late) {
    const why = check(version, options)
    if (why !== null) return { early: false, why }
  }
  return null
}

function executionFault(option: string): string | null {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(option) ?? []
  if (name.trim() === '' || value.trim() === '') return `invalid exec-opt (${option}): must be formatted 'opt=value'`
  return name.trim().toLowerCase() === 'native.cgroupdriver'
    ? null
    : `invalid exec-opt (${option}): unknown option: '${name.trim().toLowerCase()}'`
}

/** Why a version refuses a mirror's address, or null. */
function mirrorFault(version: DockerVersion, mirror: string): string | null {
  const quoted = JSON.stringify(mirror)
  const must = version === '28.5' ? ": must use either 'https://' or 'http://'" : ''
  if (version === '28.5' && mirror.indexOf('://') < 1) return `invalid mirror: no scheme specified for ${quoted}${must}`
  const read = parseGoUrl(mirror, version === '28.5')
  if (!read.ok) return `invalid mirror: ${quoted} is not a valid URI${version === '20.10' ? '' : `: ${read.why}`}`
  const { scheme, user, path, query, fragment } = read.url
  if (scheme !== 'http' && scheme !== 'https')
    return `invalid mirror: unsupported scheme ${JSON.stringify(scheme)} in ${quoted}${must}`
  if (version === '20.10' && ((path !== '' && path !== '/') || query !== '' || fragment !== ''))
    return `invalid mirror: path, query, or fragment at end of the URI ${quoted}`
  if (query !== '' || fragment !== '') return `invalid mirror: query or fragment at end of the URI ${quoted}`
  if (user === null) return null
  return `invalid mirror: username/password not allowed in URI ${JSON.stringify(mirror.replace(`${user}@`, `${user.split(':')[0]}:xxxxx@`))}`
}

const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const HOST_PORT = new RegExp(`^${LABEL}(?:\\.${LABEL})*(?::[0-9]+)?$`)
const BRACKETED = /^\[[a-fA-F0-9:]+\](?::[0-9]+)?$/

// 20.10 takes an IPv6 address in brackets only with a port behind it [measured].
function insecureFault(version: DockerVersion, registry: string): string | null {
  if (registry.startsWith('-') || registry.endsWith('-'))
    return `invalid index name (${registry}). Cannot begin or end with a hyphen`
  const bare = registry.replace(/^https?:\/\//i, '')
  if (bare === registry && bare.includes('://')) return `insecure registry ${registry} should not contain '://'`
  if (isNetwork(bare)) return null
  const { host, port } = splitHostPort(bare)
  const named = HOST_PORT.test(bare) || (version !== '20.10' && BRACKETED.test(bare))
  if (!named && !isAddress(host)) return `insecure registry ${bare} is not valid: invalid host "${host}"`
  if (port === '' || (/^[0-9]+$/.test(port) && Number(port) <= 65_535)) return null
  return `insecure registry ${bare} is not valid: invalid port "${port}"`
}
