import { readToml } from './podman-toml.ts'
import { goType, isArray, isTable, type Dialect, type Table, type Value } from './podman-toml-values.ts'

/** What podman keeps of a `[[registry.mirror]]`. */
export interface ConfMirror {
  readonly location: string
  readonly insecure: boolean
  readonly pullFromMirror: string
  /** Where its table begins, from 1; 0 where it was not written as one. */
  readonly line: number
}

/** What podman keeps of a `[[registry]]`; the location of a wildcard may be empty. */
export interface ConfRegistry {
  readonly prefix: string
  readonly location: string
  readonly insecure: boolean
  readonly blocked: boolean
  readonly byDigestOnly: boolean
  readonly pullFromMirror: string
  readonly line: number
  readonly mirrors: readonly ConfMirror[]
}

/** One file as its types are, before its sense is looked at. */
export interface RawConf {
  readonly registries: readonly ConfRegistry[]
  readonly search: readonly string[]
  readonly shortNameMode: string
  readonly aliases: readonly (readonly [alias: string, value: string])[]
  /** The lists of the old format by their names; empty where it is not used. */
  readonly v1: ReadonlyMap<string, readonly string[]>
  /** Whether a key of the new format is set. */
  readonly v2: boolean
  /** The line of a top-level key; 0 where it is not there. */
  readonly lineOf: (key: string) => number
}

/** A value, or the engine's words about why there is none, with the line in the file; 0 where there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string; readonly line: number }

/** Keys that are an error with another type, though no verdict hangs on them. */
const others = {
  'credential-helpers': 'texts',
  'additional-layer-store-auth-helper': 'text',
} as const

/** What the reading of keys differs in by version. */
export interface ConfRules {
  readonly dialect: Dialect
  readonly keys: readonly string[]
  readonly emptyCounts: boolean
}

class Mistyped extends Error {
  readonly line: number
  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

/** Reads one file's keys into podman's types; a key's case does not matter [measured 4.3–6.1]. */
export function decodeConf(text: string, { dialect, keys, emptyCounts }: ConfRules): Outcome<RawConf> {
  const knows = (key: string): boolean => keys.includes(key)
  const read = readToml(text, dialect)
  if (!read.ok) return read
  const take = taker(dialect, read.lines)
  try {
    const root = { table: read.table, at: '' }
    for (const [key, type] of Object.entries(others)) if (knows(key)) take[type](root, key)
    const [tables, search] = [take.tables(root, 'registry'), take.texts(root, 'unqualified-search-registries')]
    const shortNameMode = take.text(root, 'short-name-mode')
    const aliases = take.table(root, 'aliases')
    const v1 = new Map<string, readonly string[]>()
    const old = take.table(root, 'registries')
    for (const name of ['search', 'insecure', 'block']) {
      const list = old && take.table(old, name)
      const registries = list && found(list, 'registries') === undefined ? null : list && take.texts(list, 'registries')
      if (registries && (emptyCounts || registries.length > 0)) v1.set(name, registries)
    }
    const value: RawConf = {
      registries: tables.map((table) => ({
        ...endpoint(table),
        prefix: take.text(table, 'prefix'),
        blocked: take.flag(table, 'blocked'),
        byDigestOnly: take.flag(table, 'mirror-by-digest-only'),
        mirrors: take.tables(table, 'mirror').map(endpoint),
      })),
      search,
      shortNameMode,
      aliases: aliases ? [...aliases.table.keys()].map((alias) => [alias, take.text(aliases, alias)]) : [],
      v1,
      v2:
        shortNameMode !== '' ||
        aliases !== null ||
        ['registry', 'unqualified-search-registries', 'credential-helpers'].some((key) =>
          isSet(found(root, key), emptyCounts),
        ),
      lineOf: (key) => read.lines.get(key) ?? 0,
    }
    return { ok: true, value }
  } catch (error) {
    if (!(error instanceof Mistyped)) throw error
    return { ok: false, why: error.message, line: error.line }
  }

  function endpoint(table: Placed): ConfMirror {
    if (knows('namespace-proxy')) take.text(table, 'namespace-proxy')
    return {
      location: take.text(table, 'location'),
      insecure: take.flag(table, 'insecure'),
      pullFromMirror: take.text(table, 'pull-from-mirror'),
      line: read.ok ? (read.headers.get(table.table) ?? 0) : 0,
    }
  }
}

function isSet(value: Value | undefined, emptyCounts: boolean): boolean {
  return value !== undefined && (emptyCounts || !isArray(value) || value.length > 0)
}

interface Placed {
  readonly table: Table
  /** Its dotted name, as messages have it. */
  readonly at: string
}

// As Go's libraries find a field: by its very name, else by any case of it.
function found({ table }: Placed, key: string): Value | undefined {
  return table.get(key) ?? [...table].find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]
}

function taker(dialect: Dialect, lines: ReadonlyMap<string, number>) {
  const wrong = (at: string, why: string): never => {
    const line = lines.get(at)
    throw new Mistyped(`toml: ${line === undefined ? '' : `line ${line} `}(last key "${at}"): ${why}`, line ?? 0)
  }
  const typed = (at: string, value: Value, wanted: string): never =>
    wrong(at, `incompatible types: TOML value has type ${goType(value, dialect)}; destination has type ${wanted}`)
  const below = (placed: Placed, key: string): string => (placed.at === '' ? key : `${placed.at}.${key}`)
  const list = (placed: Placed, key: string): readonly Value[] => {
    const value = found(placed, key) ?? []
    return isArray(value) ? value : typed(below(placed, key), value, 'slice')
  }
  return {
    text(placed: Placed, key: string): string {
      const value = found(placed, key) ?? ''
      return typeof value === 'string' ? value : typed(below(placed, key), value, 'string')
    },
    flag(placed: Placed, key: string): boolean {
      const value = found(placed, key) ?? false
      return typeof value === 'boolean' ? value : typed(below(placed, key), value, 'boolean')
    },
    texts(placed: Placed, key: string): readonly string[] {
      return list(placed, key).map((value) =>
        typeof value === 'string' ? value : typed(below(placed, key), value, 'string'),
      )
    },
    tables(placed: Placed, key: string): readonly Placed[] {
      const at = below(placed, key)
      return list(placed, key).map((table) =>
        isTable(table)
          ? { table, at }
          : wrong(
              at,
              `type mismatch for sysregistriesv2.${key === 'mirror' ? 'Endpoint' : 'Registry'}: expected table but found ${goType(table, dialect)}`,
            ),
      )
    },
    table(placed: Placed, key: string): Placed | null {
      const at = below(placed, key)
      const value = found(placed, key)
      if (value === undefined) return null
      if (isTable(value)) return { table: value, at }
      // Of this map the library makes nothing in silence [measured 4.3–6.1].
      return key === 'aliases' ? null : typed(at, value, 'map')
    },
  }
}
