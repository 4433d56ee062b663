import { aliasFault } from './podman-aliases.ts'
import type { ConfMirror, ConfRegistry, Outcome, RawConf } from './podman-conf.ts'

/** What the rules of one podman differ in [measured 4.3.1, 5.4.2, 5.8.6, 6.1.1]. */
export interface SenseRules {
  /** A mirror's last slashes are cut off; before 5.8 they stay and no pull works. */
  readonly cutsMirrors: boolean
  /** The old format is known, in a main file. */
  readonly knowsV1: boolean
}

const domainLabel = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const searchable = new RegExp(`^${domainLabel}(?:\\.${domainLabel})*(?::[0-9]+)?$`)

/** The tables of one file as podman keeps them, or its words about what makes no sense. */
export function senseOf(raw: RawConf, place: 'main' | 'drop-in', rules: SenseRules): Outcome<readonly ConfRegistry[]> {
  if (raw.v1.size > 0 && !rules.knowsV1) return wrong('registries.conf must be in v2 format but is in v1')
  if (raw.v1.size > 0 && place === 'drop-in') return wrong('registry must be in v2 format but is in v1')
  if (raw.v1.size > 0 && raw.v2) return wrong('mixing sysregistry v1/v2 is not supported')
  const written = raw.v1.size > 0 ? fromV1(raw.v1) : { ok: true as const, value: raw.registries }
  if (!written.ok) return written
  const tables: ConfRegistry[] = []
  for (const registry of written.value) {
    const read = registryOf(registry, rules)
    if (!read.ok) return read
    tables.push(read.value)
  }
  const fault =
    conflictIn(tables) ??
    searchFault([...raw.search, ...(raw.v1.get('search') ?? [])], raw.lineOf('unqualified-search-registries')) ??
    modeFault(raw.shortNameMode, raw.lineOf('short-name-mode'))
  if (fault) return fault
  const why = aliasFault(raw.aliases)
  if (why !== null) return wrong(`validating short-name aliases: ${why}`, raw.lineOf('aliases'))
  const first = new Map(tables.toReversed().map((table) => [table.prefix, table]))
  return { ok: true, value: tables.filter((table) => first.get(table.prefix) === table) }
}

type Fault = Extract<Outcome<unknown>, { ok: false }>

function wrong(why: string, line = 0): Fault {
  return { ok: false, why, line }
}

function locationOf(written: string, line: number): Outcome<string> {
  const value = written.replace(/\/+$/, '')
  if (/^https?:\/\//.test(value))
    return wrong(`invalid location '${written.replace(/\/\/.*@/, '//…@')}': URI schemes are not supported`, line)
  return { ok: true, value }
}

function registryOf(registry: ConfRegistry, rules: SenseRules): Outcome<ConfRegistry> {
  const { line } = registry
  const [location, given] = [locationOf(registry.location, line), locationOf(registry.prefix, line)]
  if (!location.ok) return location
  if (!given.ok) return given
  if (registry.prefix === '' && location.value === '')
    return wrong('invalid condition: both location and prefix are unset', line)
  const prefix = registry.prefix === '' ? location.value : given.value
  const wild = prefix.startsWith('*.')
  if (location.value === '' && !wild)
    return wrong('invalid condition: location is unset and prefix is not in the format: *.example.com', line)
  if (wild && /[/@:]/.test(prefix)) return wrong(wildcardFault(prefix), line)
  if (registry.pullFromMirror !== '')
    return wrong(`pull-from-mirror must not be set for a non-mirror registry "${prefix}"`, line)
  const mirrors: ConfMirror[] = []
  for (const mirror of registry.mirrors) {
    const read = mirrorOf(mirror, registry.byDigestOnly, prefix, rules)
    if (!read.ok) return read
    mirrors.push(read.value)
  }
  return { ok: true, value: { ...registry, prefix, location: location.value, mirrors } }
}

function wildcardFault(prefix: string): string {
  return `Wildcarded prefix should be in the format: *.example.com. Current prefix "${prefix}" is incorrectly formatted`
}

const usages = ['', 'all', 'digest-only', 'tag-only']

function mirrorOf(mirror: ConfMirror, byDigestOnly: boolean, prefix: string, rules: SenseRules): Outcome<ConfMirror> {
  const { line } = mirror
  const cut = locationOf(mirror.location, line)
  if (!cut.ok) return cut
  if (cut.value === '') return wrong('invalid condition: mirror location is unset', line)
  const location = rules.cutsMirrors ? cut.value : mirror.location
  if (byDigestOnly && mirror.pullFromMirror !== '')
    return wrong(
      `cannot set mirror usage mirror-by-digest-only for the registry ("${prefix}") and pull-from-mirror for per-mirror ("${location}") at the same time`,
      line,
    )
  if (!usages.includes(mirror.pullFromMirror))
    return wrong(`unsupported pull-from-mirror value "${mirror.pullFromMirror}" for mirror "${location}"`, line)
  return { ok: true, value: { ...mirror, location } }
}

// Tables of one location must agree, also where the prefix is the same and only the first counts.
function conflictIn(tables: readonly ConfRegistry[]): Fault | null {
  const clash = (key: 'insecure' | 'blocked'): ConfRegistry | undefined => {
    const seen = new Map<string, boolean>()
    return tables.find((table) => {
      if (table.location === '') return false
      const other = seen.get(table.location) ?? table[key]
      seen.set(table.location, other)
      return other !== table[key]
    })
  }
  for (const key of ['insecure', 'blocked'] as const) {
    const table = clash(key)
    if (table)
      return wrong(
        `registry '${table.location}' is defined multiple times with conflicting '${key}' setting`,
        table.line,
      )
  }
  return null
}

function searchFault(search: readonly string[], line: number): Fault | null {
  for (const entry of search) {
    const location = locationOf(entry, line)
    if (!location.ok) return location
    if (!searchable.test(location.value))
      return wrong(`Invalid unqualified-search-registries entry "${location.value}"`, line)
  }
  return null
}

function modeFault(mode: string, line: number): Fault | null {
  return ['', 'enforcing', 'permissive', 'disabled'].includes(mode)
    ? null
    : wrong(`invalid short-name mode: "${mode}"`, line)
}

function fromV1(lists: ReadonlyMap<string, readonly string[]>): Outcome<readonly ConfRegistry[]> {
  const tables = new Map<string, ConfRegistry>()
  for (const [name, locations] of lists) {
    for (const written of locations) {
      const location = locationOf(written, 0)
      if (!location.ok) return location
      if (name === 'search') continue
      const there = tables.get(location.value) ?? plain(location.value)
      tables.set(location.value, { ...there, [name === 'block' ? 'blocked' : 'insecure']: true })
    }
  }
  return { ok: true, value: [...tables.values()] }
}

function plain(location: string): ConfRegistry {
  return {
    prefix: location,
    location,
    insecure: false,
    blocked: false,
    byDigestOnly: false,
    pullFromMirror: '',
    line: 0,
    mirrors: [],
  }
}
