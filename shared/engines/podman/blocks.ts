import { parseRegistriesConf, type RegistryTable } from '../../codecs/registries-conf.ts'
import type { PodmanFacts } from '../../facts.ts'
import { stateOf, type Files } from '../../files.ts'
import { notice, type Notice } from '../../notice.ts'
import { upstreamsOf, type Upstream } from '../../registry.ts'
import { targetPath, type Places } from '../../targets.ts'
import { isUpstreamItself } from '../../upstream-itself.ts'
import { isMarked } from './readers.ts'
import type { FoundTable, Tables } from './tables.ts'

/** A table of others’ that keeps podman from an upstream itself. */
export interface Block {
  readonly path: string
  /** Made by strict mode in the other scope, so that strict mode in this one lifts nothing. */
  readonly isOurs: boolean
  readonly notice: Notice
}

/** The block that `tables`, read without our drop-in, hold of an upstream; null where nobody blocks it. */
export function blockOf(
  upstream: Upstream,
  tables: Tables,
  files: Files,
  facts: PodmanFacts,
  places: Places,
): Block | null {
  const found = tables.byPrefix.get(upstream) ?? hidden(upstream, files, facts, places)
  if (!found?.table.blocked) return null
  const isOurs = isMarked(stateOf(files, found.path))
  const values = { upstream, path: found.path }
  return { path: found.path, isOurs, notice: notice(isOurs ? 'strict-elsewhere' : 'podman-blocked', values) }
}

// For podman 6 the user's drop-in takes the place of the system's, which has the same name.
function hidden(upstream: Upstream, files: Files, { scope }: PodmanFacts, places: Places): FoundTable | undefined {
  if (scope === 'system') return undefined
  const path = targetPath({ kind: 'podman-drop-in', scope: 'system', xdg: false }, places)
  const state = files.files.get(path)
  if (!state) return undefined
  const table = isMarked(state) ? tablesIn(path, state.text).find(({ prefix }) => prefix === upstream) : undefined
  return table && { path, table }
}

/** The tables of a text; none where it does not parse. */
export function tablesIn(path: string, text: string): readonly RegistryTable[] {
  const parsed = parseRegistriesConf(path, text)
  return parsed.ok ? parsed.value.tables : []
}

/** The upstreams that podman never asks itself. A table for some images of one leads to it, unless that is closed too. */
export function closedIn({ byPrefix }: Pick<Tables, 'byPrefix'>): readonly Upstream[] {
  const tables = [...byPrefix.values()].map(({ table }) => ({ ...table, upstream: table.prefix }))
  const [open, shut] = [tables.filter(isOpen), tables.filter((table) => !isOpen(table))]
  return upstreamsOf(shut.filter(({ prefix }) => !open.some((one) => one.prefix.startsWith(`${prefix}/`))))
}

// A block stops the upstream as such; as one of its own mirrors it is asked all the same.
function isOpen({ prefix, blocked, mirrors }: RegistryTable): boolean {
  const [upstream = ''] = prefix.split('/')
  return !blocked || mirrors.some(({ location }) => isUpstreamItself(location, upstream))
}
