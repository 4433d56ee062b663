import { parseGoUrl } from './go-url.ts'
import { readToml } from './toml-read.ts'
import type { TomlNode, TomlReader, TomlTree } from './toml-value.ts'

/** One endpoint of a hosts.toml as the engine lists it; an empty `host` stands for the registry itself. */
export interface HostEndpoint {
  readonly scheme: string
  readonly host: string
  readonly path: string
  /** Where its name, manifest or blobs may be asked; pushing is no matter here. */
  readonly pulls: boolean
  readonly resolves: boolean
  readonly authorities: readonly string[]
  /** Certificate and key; an empty key is in the certificate's file. */
  readonly pairs: readonly (readonly [certificate: string, key: string])[]
  readonly skipVerify: boolean
}

/** The endpoints in the order in which they are asked, or why the file is passed over or stops the engine. */
export type HostsTomlRead =
  | { readonly ok: true; readonly endpoints: readonly HostEndpoint[] }
  | { readonly ok: false; readonly why: string; readonly panics?: true }

type Fields = Readonly<Record<string, TomlNode | undefined>>

const FIELDS = ['capabilities', 'ca', 'client', 'skip_verify', 'header', 'override_path', 'dial_timeout'] as const
const CAPABILITIES = new Set(['pull', 'resolve', 'push'])
const DURATION = /^[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/

/** Reads a hosts.toml as containerd does; `directory` is where its relative paths begin. */
export function readHostsToml(
  reader: TomlReader,
  timeouts: boolean,
  directory: string,
  bytes: Uint8Array,
): HostsTomlRead {
  const read = readToml(reader, bytes)
  if (!read.ok) return read
  const strict = reader === 'go-toml 2'
  const hosts = read.root.entries.get('host')
  if (!strict && hosts?.kind !== 'table') return { ok: false, why: 'invalid `host` tree' }
  // go-toml 1 sorts the hosts by line and takes each for a table: one that is none is a panic.
  const names = !strict && hosts?.kind === 'table' ? sortedNames(hosts) : headedHosts(read.headers)
  if (names === null) return { ok: false, why: 'interface conversion: interface {} is not *toml.Tree', panics: true }
  const tables = strict ? field(read.root, 'host', strict) : hosts
  const why = (tables === undefined ? null : mapFault(tables, strict)) ?? typeFault(fieldsOf(read.root, strict), strict)
  if (why !== null) return { ok: false, why }
  const server = field(read.root, 'server', strict)
  if (server !== undefined && server.kind !== 'text') return { ok: false, why: mistyped(server, 'Server', 'string') }
  const endpoints: HostEndpoint[] = []
  for (const name of [...names, null]) {
    const tree = name === null ? read.root : tables?.kind === 'table' ? tables.entries.get(name) : undefined
    const fields = tree?.kind === 'table' ? fieldsOf(tree, strict) : {}
    const address = name ?? (server?.kind === 'text' ? server.text : '')
    const endpoint = readEndpoint(address, directory, fields, strict, timeouts)
    if (typeof endpoint === 'string') return { ok: false, why: endpoint }
    endpoints.push(endpoint)
  }
  return { ok: true, endpoints }
}

// containerd 2 goes by the `[host.NAME…]` headers alone, so that inline and dotted tables are passed over.
function headedHosts(headers: readonly (readonly string[])[]): readonly string[] {
  const names: string[] = []
  for (const [first, name] of headers) {
    if (first === 'host' && name !== undefined && name !== (names.at(-1) ?? '')) names.push(name)
  }
  return names
}

function sortedNames(tree: TomlTree): readonly string[] | null {
  const entries = [...tree.entries]
  if (entries.length > 1 && entries.some(([, node]) => node.kind !== 'table')) return null
  const place = (node: TomlNode): number => (node.kind === 'table' ? node.place : 0)
  return entries.toSorted(([, a], [, b]) => place(a) - place(b)).map(([name]) => name)
}

// Go finds a field by its name, in small letters or, with go-toml 1, in capitals; go-toml 2 does not look at case.
function field(tree: TomlTree, name: string, strict: boolean): TomlNode | undefined {
  if (!strict) return tree.entries.get(name) ?? tree.entries.get(name.toUpperCase())
  return [...tree.entries].findLast(([key]) => key.toLowerCase() === name)?.[1]
}

function fieldsOf(tree: TomlTree, strict: boolean): Fields {
  return Object.fromEntries(FIELDS.map((name) => [name, field(tree, name, strict)]))
}

function mapFault(hosts: TomlNode, strict: boolean): string | null {
  if (hosts.kind !== 'table') return mistyped(hosts, 'HostConfigs', 'map[string]hostFileConfig')
  for (const [, node] of hosts.entries) {
    if (node.kind === 'tables')
      return strict ? 'toml: cannot store an array table in a struct' : "Can't convert to trees"
    if (node.kind !== 'table') return mistyped(node, 'HostConfigs', 'hostFileConfig')
    const why = typeFault(fieldsOf(node, strict), strict)
    if (why !== null) return why
  }
  return null
}

function typeFault(fields: Fields, strict: boolean): string | null {
  const { capabilities, skip_verify: skip, header, override_path: override, dial_timeout: timeout } = fields
  if (capabilities !== undefined) {
    if (capabilities.kind !== 'list') return mistyped(capabilities, 'Capabilities', '[]string')
    const other = capabilities.items.find((item) => item.kind !== 'text')
    if (other !== undefined) return mistyped(other, 'Capabilities', 'string')
  }
  for (const [name, node] of [
    ['SkipVerify', skip],
    ['OverridePath', override],
  ] as const)
    if (node !== undefined && node.kind !== 'flag') return mistyped(node, name, 'bool')
  if (header !== undefined && header.kind !== 'table') return mistyped(header, 'Header', 'map[string]interface {}')
  if (strict && timeout !== undefined && timeout.kind !== 'text') return mistyped(timeout, 'DialTimeout', 'string')
  return null
}

const KINDS: Readonly<Record<TomlNode['kind'], string>> = {
  text: 'string',
  flag: 'boolean',
  integer: 'integer',
  float: 'float',
  date: 'datetime',
  list: 'array',
  table: 'table',
  tables: 'array table',
}

function mistyped(node: TomlNode, name: string, type: string): string {
  return `toml: cannot decode TOML ${KINDS[node.kind]} into struct field config.hostFileConfig.${name} of type ${type}`
}

function readEndpoint(
  address: string,
  directory: string,
  fields: Fields,
  strict: boolean,
  timeouts: boolean,
): HostEndpoint | string {
  const split = splitAddress(address, fields.override_path, strict)
  if (typeof split === 'string') return split
  const listed = fields.capabilities?.kind === 'list' ? fields.capabilities.items : []
  const capabilities = listed.map((item) => (item.kind === 'text' ? item.text.toLowerCase() : ''))
  const strange = capabilities.findIndex((capability) => !CAPABILITIES.has(capability))
  if (strange >= 0) {
    const item = listed[strange]
    return `unknown capability ${item?.kind === 'text' ? item.text : ''}`
  }
  const absolute = (path: string): string => (path.startsWith('/') ? path : `${directory}/${path}`)
  const authorities = pathsOf(fields.ca)
  if (authorities === null) return `invalid type for "ca"`
  const pairs = pairsOf(fields.client)
  if (pairs === null) return `invalid type for "client"`
  const why = headerFault(fields.header) ?? (timeouts ? timeoutFault(fields.dial_timeout) : null)
  if (why !== null) return why
  const every = capabilities.length === 0
  return {
    ...split,
    pulls: every || capabilities.includes('pull'),
    resolves: every || capabilities.includes('resolve'),
    authorities: authorities.map(absolute),
    pairs: pairs.map(([certificate, key]) => [absolute(certificate), key === '' ? '' : absolute(key)] as const),
    skipVerify: fields.skip_verify?.kind === 'flag' && fields.skip_verify.value,
  }
}

function splitAddress(
  address: string,
  override: TomlNode | undefined,
  recent: boolean,
): Pick<HostEndpoint, 'scheme' | 'host' | 'path'> | string {
  if (address === '') return { scheme: '', host: '', path: '' }
  const whole = address.startsWith('http') ? address : `https://${address}`
  const read = parseGoUrl(whole, recent)
  if (!read.ok) return `unable to parse server ${whole}: ${read.why}`
  const { scheme, host, path } = read.url
  const whoseOwn = override?.kind === 'flag' && override.value
  return { scheme, host, path: whoseOwn || /\/v2\/*$/.test(path) ? path : `${path}/v2` }
}

// A text, or a list of texts; null where it is something else.
function pathsOf(node: TomlNode | undefined): readonly string[] | null {
  if (node === undefined) return []
  if (node.kind === 'text') return [node.text]
  if (node.kind !== 'list' || node.items.some((item) => item.kind !== 'text')) return null
  return node.items.map((item) => (item.kind === 'text' ? item.text : ''))
}

function pairsOf(node: TomlNode | undefined): readonly (readonly [string, string])[] | null {
  if (node === undefined) return []
  if (node.kind === 'text') return [[node.text, '']]
  if (node.kind !== 'list') return null
  const pairs: (readonly [string, string])[] = []
  for (const item of node.items) {
    const paths = pathsOf(item)
    const [certificate, key] = paths ?? []
    if (certificate === undefined || (item.kind === 'list') !== (paths?.length === 2)) return null
    pairs.push([certificate, key ?? ''])
  }
  return pairs
}

function headerFault(node: TomlNode | undefined): string | null {
  if (node?.kind !== 'table') return null
  const bad = [...node.entries].find(([, value]) => pathsOf(value) === null)
  return bad === undefined ? null : `invalid type for header ${JSON.stringify(bad[0])}`
}

function timeoutFault(node: TomlNode | undefined): string | null {
  if (node?.kind !== 'text' || node.text === '' || DURATION.test(node.text)) return null
  return `time: invalid duration ${JSON.stringify(node.text)}`
}
