import { placeOf, type Parsed } from './parsed.ts'
import { formatToml, isTable, parseToml, type TomlTable } from './toml.ts'

/** A place in a text, both counted from one. */
interface Place {
  readonly line: number
  readonly column: number
}

/** A configuration of containerd or one of its imports, as far as it concerns mirrors. */
export interface ContainerdConfig {
  /** Whether it holds nothing but comments. */
  readonly isBlank: boolean
  /** The file's own; null where it names none: version 1 in config.toml, that of config.toml in an import. */
  readonly version: number | null
  /** Globs of other files, as the file spells them. */
  readonly imports: readonly string[]
  /** Whether it turns the CRI plugin off, by any of the plugin's names. */
  readonly criOff: boolean
  /** Whether it says anything of the plugin that holds `registry`: 1.x then drops what other files say of it. */
  readonly hasPlugin: boolean
  /** `config_path`, empty where it is set to nothing; null where it is not set. */
  readonly configPath: string | null
  /** Where `config_path` stands, or where it would. */
  readonly place: Place
  /** Whether the plugin pulls as it did before 2.1: only so it heeds a list of directories from then on [measured 2.1]. */
  readonly pullsLocally: boolean
  /** Where mirrors stand in the old form, with which the plugin does not load beside `config_path`; null for none. */
  readonly oldForm: Place | null
}

const criNames = ['cri', 'io.containerd.grpc.v1.cri', 'io.containerd.cri.v1.images']

/** The plugin that holds `registry`, by version of the file [measured 1.6, 1.7, 2.1]. */
function pluginOf(version: number | null): string {
  if (version === null || version < 2) return 'cri'
  return version === 2 ? 'io.containerd.grpc.v1.cri' : 'io.containerd.cri.v1.images'
}

/** Reads a config.toml or an import; `inherited` is the version of the file that imports it. */
export function parseContainerdConfig(
  path: string,
  text: string,
  inherited: number | null = null,
): Parsed<ContainerdConfig> {
  const parsed = parseToml(path, text)
  if (!parsed.ok) return parsed
  const { version, imports, disabled_plugins: disabled, plugins } = parsed.value
  const own = version === undefined ? null : Number(version)
  const name = pluginOf(own ?? inherited)
  const plugin = at(plugins, name)
  const registry = at(plugin, 'registry')
  const value = registry?.config_path
  return {
    ok: true,
    value: {
      isBlank: Object.keys(parsed.value).length === 0,
      version: own,
      imports: texts(imports),
      criOff: texts(disabled).some((one) => criNames.includes(one)),
      hasPlugin: plugin !== undefined,
      configPath: typeof value === 'string' ? value : null,
      place: placeOfKey(text, name),
      pullsLocally: plugin?.use_local_image_pull === true,
      oldForm: isOldForm(registry) ? (placeIn(text, /\bmirrors\b|\bconfigs\b/) ?? start) : null,
    },
  }
}

const start: Place = { line: 1, column: 1 }

// Empty tables, as “containerd config default” prints them, do no harm; nor do logins.
function isOldForm(registry: TomlTable | undefined): boolean {
  const hosts = Object.values(at(registry, 'configs') ?? {})
  return Object.keys(at(registry, 'mirrors') ?? {}).length > 0 || hosts.some((host) => at(host, 'tls') !== undefined)
}

function at(value: unknown, key: string): TomlTable | undefined {
  const inner = isTable(value) ? value[key] : undefined
  return isTable(inner) ? inner : undefined
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function placeIn(text: string, pattern: RegExp): Place | null {
  const found = pattern.exec(text)
  return found && placeOf(text, found.index + indentOf(found[0]))
}

// Other plugins have a `config_path` of their own.
function placeOfKey(text: string, name: string): Place {
  const found = tableIn(text, name)
  const key = /^[^#\n]*\bconfig_path\b/m
  if (!found) return placeIn(text, key) ?? start
  const inside = key.exec(found.table)
  return placeOf(text, found.from + (inside ? inside.index + indentOf(inside[0]) : indentOf(found.table)))
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length
}

// `[plugins."io.containerd.grpc.v1.cri".registry]`, with either kind of quotes or, where TOML allows it, none.
function headerOf(name: string): RegExp {
  const escaped = name.replaceAll('.', '\\.')
  const spelled = `(?:"${escaped}"|'${escaped}'${/^\w+$/.test(name) ? `|${escaped}` : ''})`
  return new RegExp(
    `^[ \\t]*\\[[ \\t]*plugins[ \\t]*\\.[ \\t]*${spelled}[ \\t]*\\.[ \\t]*registry[ \\t]*\\][^\\n]*`,
    'm',
  )
}

const keyLine = /^([ \t]*config_path[ \t]*=[ \t]*)("[^"\n]*"|'[^'\n]*')([^\n]*(?:\n|(?![^])))/m

/** A config.toml that does nothing but name the directory. */
export function formatContainerdConfig(version: 2 | 3, directory: string): string {
  return `version = ${version}\n\n${formatToml({ plugins: { [pluginOf(version)]: { registry: { config_path: directory } } } })}`
}

/** Sets `config_path`, every other byte stays; null where the text is written in a form that cannot be edited safely. */
export function setConfigPath(text: string, version: number | null, directory: string): string | null {
  const name = pluginOf(version)
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const found = tableIn(text, name)
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol
  const edited = found
    ? splice(text, found, withKey(found.table, directory, eol))
    : `${text}${gap}[plugins."${name}".registry]${eol}config_path = "${directory}"${eol}`
  return saysOnly(text, edited, name, directory) ? edited : null
}

function withKey(table: string, directory: string, eol: string): string {
  if (keyLine.test(table))
    return table.replace(keyLine, (_, key: string, __, rest: string) => `${key}"${directory}"${rest}`)
  const indent = /^[^\n]*\n([ \t]*)[^\s[#]/.exec(table)?.[1] ?? /^[ \t]*/.exec(table)![0]
  const below = table.indexOf('\n') + 1
  const header = below === 0 ? table + eol : table.slice(0, below)
  return `${header}${indent}config_path = "${directory}"${eol}${below === 0 ? '' : table.slice(below)}`
}

/** Puts `config_path` back as it stands in `earlier`, or takes it out, with its table, where there was none. */
export function unsetConfigPath(text: string, version: number | null, earlier: string | null): string {
  const name = pluginOf(version)
  const found = tableIn(text, name)
  if (!found) return text
  const old = earlier === null ? null : tableIn(earlier, name)
  const oldLine = old && keyLine.exec(old.table)
  const left = found.table.replace(keyLine, (_, key: string, __, rest: string) => {
    return oldLine ? `${key}${oldLine[2]}${rest}` : ''
  })
  const below = left.slice(left.indexOf('\n') + 1)
  if (old || /^[ \t]*[^\s#]/m.test(below)) return splice(text, found, left)
  // We set it apart by a blank line, and ended a last line that had no end.
  const before = text.slice(0, found.from).replace(/(^|\n)\r?\n$/, '$1')
  const rest = below + text.slice(found.from + found.table.length)
  const hadNoEnd = earlier !== null && !earlier.endsWith('\n')
  return rest === '' && hadNoEnd ? before.replace(/\r?\n$/, '') : before + rest
}

/** A table of a text, from its header to the next. */
interface Found {
  readonly from: number
  readonly table: string
}

function tableIn(text: string, name: string): Found | null {
  const header = headerOf(name).exec(text)
  if (!header) return null
  const rest = text.slice(header.index + header[0].length)
  const next = /^[ \t]*\[/m.exec(rest)
  return { from: header.index, table: header[0] + (next ? rest.slice(0, next.index) : rest) }
}

function splice(text: string, { from, table }: Found, put: string): string {
  return text.slice(0, from) + put + text.slice(from + table.length)
}

// An edit of text is trusted only when it reads back as the same file with this one value.
function saysOnly(before: string, after: string, name: string, directory: string): boolean {
  const [old, now] = [parseToml('', before), parseToml('', after)]
  if (!old.ok || !now.ok) return false
  const plugins = at(old.value, 'plugins') ?? {}
  const plugin = at(plugins, name) ?? {}
  const registry = { ...at(plugin, 'registry'), config_path: directory }
  const expected = { ...old.value, plugins: { ...plugins, [name]: { ...plugin, registry } } }
  return asText(now.value) === asText(expected)
}

// Tables may come in another order, and a large whole number is a BigInt, of which JSON knows nothing.
function asText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}n`
    return isTable(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part
  })
}
