import { notice } from '../notice.ts'
import { refusalAt, type Parsed } from './parsed.ts'
import { isTable, parseToml, type TomlTable } from './toml.ts'

/** One `[registry."NAME"]` table of buildkitd.toml; a mirror’s own table says how it is reached. */
export interface RegistryEntry {
  /** An upstream, or the `host:port` of a mirror. */
  readonly name: string
  /** `host[:port][/path]`, without a scheme, in the order in which they are tried. */
  readonly mirrors: readonly string[]
  readonly http: boolean | null
  readonly insecure: boolean | null
  readonly ca: readonly string[]
}

/** A buildkitd.toml, as far as it concerns mirrors; `text` is kept byte for byte. */
export interface BuildkitdToml {
  readonly text: string
  readonly value: TomlTable
  readonly registries: readonly RegistryEntry[]
}

class Mistyped extends Error {}

/** Reads a buildkitd.toml; a key of the wrong type is refused, as buildkitd refuses to start with it [D]. */
export function parseBuildkitdToml(path: string, text: string): Parsed<BuildkitdToml> {
  const parsed = parseToml(path, text)
  if (!parsed.ok) return parsed
  try {
    const tables = Object.entries(tableOr(parsed.value.registry, 'registry'))
    const registries = tables.map(([name, table]) => entryOf(name, tableOr(table, name)))
    return { ok: true, value: { text, value: parsed.value, registries } }
  } catch (error) {
    if (!(error instanceof Mistyped)) throw error
    const place = { line: 1, column: 1 }
    return {
      ok: false,
      refusal: refusalAt(path, place, notice('buildkit-form', { path, ...place, why: error.message })),
    }
  }
}

/** The table of this very name; null where there is none. */
export function registryOf({ registries }: BuildkitdToml, name: string): RegistryEntry | null {
  return registries.find((entry) => entry.name === name) ?? null
}

function entryOf(name: string, table: TomlTable): RegistryEntry {
  return {
    name,
    mirrors: texts(table, 'mirrors'),
    http: flag(table, 'http'),
    insecure: flag(table, 'insecure'),
    ca: texts(table, 'ca'),
  }
}

function tableOr(value: unknown, key: string): TomlTable {
  if (value === undefined) return {}
  if (!isTable(value)) throw new Mistyped(`“${key}” is not a table`)
  return value
}

function texts(table: TomlTable, key: string): readonly string[] {
  const value = table[key] ?? []
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw new Mistyped(`“${key}” is not a list of texts`)
  return value
}

function flag(table: TomlTable, key: string): boolean | null {
  const value = table[key] ?? null
  if (value !== null && typeof value !== 'boolean') throw new Mistyped(`“${key}” must be true or false, without quotes`)
  return value
}
