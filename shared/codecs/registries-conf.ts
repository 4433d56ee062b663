import { unparseable, type Parsed } from './parsed.ts'
import { formatToml, isTable, parseToml, removeTables, type TomlTable } from './toml.ts'

/** One mirror of a `[[registry]]` table; keys as in containers-registries.conf(5). */
export interface MirrorTable {
  readonly location: string
  readonly insecure: boolean
  readonly pullFromMirror: string | null
}

/** One `[[registry]]` table. */
export interface RegistryTable {
  /** What image names must begin with; `location` where the file gives none. */
  readonly prefix: string
  /** Where the images are; `prefix` where the file gives none. */
  readonly location: string
  readonly insecure: boolean
  readonly blocked: boolean
  readonly mirrorByDigestOnly: boolean
  readonly mirrors: readonly MirrorTable[]
}

/** A registries.conf or a drop-in. */
export interface RegistriesConf {
  readonly tables: readonly RegistryTable[]
  /** Written in the old v1 format, `[registries.search]` and kin. */
  readonly v1: boolean
}

class Mistyped extends Error {}

/** Reads a registries.conf; a key of the wrong type is refused as podman refuses it. */
export function parseRegistriesConf(path: string, text: string): Parsed<RegistriesConf> {
  const parsed = parseToml(path, text)
  if (!parsed.ok) return parsed
  try {
    const tables = arrayOfTables(parsed.value, 'registry').map(parseTable)
    return { ok: true, value: { tables, v1: isTable(parsed.value.registries) } }
  } catch (error) {
    if (!(error instanceof Mistyped)) throw error
    return { ok: false, refusal: unparseable(path, { line: 1, column: 1 }, error.message) }
  }
}

function parseTable(table: TomlTable): RegistryTable {
  const [prefix, location] = [text(table, 'prefix'), text(table, 'location')]
  return {
    prefix: prefix || location,
    location: location || prefix,
    insecure: flag(table, 'insecure'),
    blocked: flag(table, 'blocked'),
    mirrorByDigestOnly: flag(table, 'mirror-by-digest-only'),
    mirrors: arrayOfTables(table, 'mirror').map((mirror) => ({
      location: text(mirror, 'location'),
      insecure: flag(mirror, 'insecure'),
      pullFromMirror: text(mirror, 'pull-from-mirror') || null,
    })),
  }
}

function arrayOfTables(table: TomlTable, key: string): readonly TomlTable[] {
  const value = table[key] ?? []
  if (!Array.isArray(value) || !value.every(isTable))
    throw new Mistyped(`“${key}” must be written as [[${key}]] tables`)
  return value
}

function text(table: TomlTable, key: string): string {
  const value = table[key] ?? ''
  if (typeof value !== 'string') throw new Mistyped(`“${key}” must be a text in quotes`)
  return value
}

function flag(table: TomlTable, key: string): boolean {
  const value = table[key] ?? false
  if (typeof value !== 'boolean') throw new Mistyped(`“${key}” must be true or false, without quotes`)
  return value
}

/** Writes tables as a drop-in's body; what is at its default is left out. */
export function formatRegistriesConf(tables: readonly RegistryTable[]): string {
  return formatToml({ registry: tables.map(formatTable) })
}

function formatTable(table: RegistryTable): TomlTable {
  return {
    prefix: table.prefix,
    location: table.location,
    ...(table.insecure && { insecure: true }),
    ...(table.blocked && { blocked: true }),
    ...(table.mirrorByDigestOnly && { 'mirror-by-digest-only': true }),
    mirror: table.mirrors.map((mirror) => ({
      location: mirror.location,
      ...(mirror.insecure && { insecure: true }),
      ...(mirror.pullFromMirror !== null && { 'pull-from-mirror': mirror.pullFromMirror }),
    })),
  }
}

/**
 * Cuts one `[[registry]]` table of each prefix, with its mirrors, out of a text that was edited since it was
 * written. The first one goes: podman passes over any other [measured].
 */
export function removeRegistryTables(text: string, prefixes: readonly string[]): string {
  const left = new Set(prefixes)
  let cutting = false
  return removeTables(text, ({ registry }) => {
    const [table] = Array.isArray(registry) ? (registry as readonly TomlTable[]) : []
    if (table) cutting = left.delete(String(table.prefix || table.location))
    // `[[registry.mirror]]`, read alone, is a table in `registry`.
    else if (!isTable(registry)) cutting = false
    return cutting
  })
}
