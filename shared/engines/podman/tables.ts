import { unparseable } from '../../codecs/parsed.ts'
import { parseRegistriesConf, type RegistryTable } from '../../codecs/registries-conf.ts'
import type { PodmanFacts } from '../../facts.ts'
import type { FileState, Files } from '../../files.ts'
import { notice } from '../../notice.ts'
import { refuse, type Refusal } from '../../plan.ts'
import type { Places } from '../../targets.ts'
import { faultIn } from '../../verdicts/podman-faults.ts'
import { isPodman6, loadOrder, seen } from './load-order.ts'

/** A table and the file it stands in. */
export interface FoundTable {
  readonly path: string
  readonly table: RegistryTable
}

/** What podman makes of its files: one table a prefix, or why every pull fails. */
export interface Tables {
  readonly byPrefix: ReadonlyMap<string, FoundTable>
  /** In the order in which podman loads them. */
  readonly order: readonly string[]
  readonly refused: readonly Refusal[]
}

/** Reads the files as podman does: the last file's table replaces the others, the first one in a file counts. */
export function readTables(files: Files, facts: PodmanFacts, places: Places, without: string | null): Tables {
  const order = loadOrder(files, facts, places)
  const byPrefix = new Map<string, FoundTable>()
  const refused: Refusal[] = []
  for (const path of order.filter((path) => path !== without)) {
    const state = seen(path, files, facts)
    if (state.kind === 'refused') refused.push(refuse(state.notice, path))
    if (state.kind !== 'text') continue
    const file = readFile(path, state, facts)
    refused.push(...file.refused)
    const ofThisFile = new Map<string, FoundTable>()
    for (const table of file.tables) {
      if (!ofThisFile.has(table.prefix)) ofThisFile.set(table.prefix, { path, table })
    }
    for (const [prefix, found] of ofThisFile) byPrefix.set(prefix, found)
  }
  return { byPrefix, order, refused }
}

interface FileRead {
  readonly tables: readonly RegistryTable[]
  readonly refused: readonly Refusal[]
}

type Text = Extract<FileState, { kind: 'text' }>

// One look is planned from several times, and lists of short names are long: each state is read once for a version.
const known = new WeakMap<Text, Map<string, FileRead>>()

function readFile(path: string, state: Text, facts: PodmanFacts): FileRead {
  const readings = known.get(state) ?? new Map<string, FileRead>()
  known.set(state, readings)
  const name = `${facts.version?.text ?? ''} ${path}`
  const read = readings.get(name) ?? readText(path, state.text, facts)
  readings.set(name, read)
  return read
}

function readText(path: string, text: string, facts: PodmanFacts): FileRead {
  const parsed = parseRegistriesConf(path, text)
  if (!parsed.ok) return { tables: [], refused: [parsed.refusal] }
  const place = path.includes('.conf.d/') ? 'drop-in' : 'main'
  const { tables, v1 } = parsed.value
  // Up to 5.8 a main file may be in it, as long as it holds nothing of the new format [measured].
  const tolerated = !isPodman6(facts) && tables.length === 0 && place === 'main'
  if (v1 && !tolerated) return { tables, refused: [refuse(notice('podman-v1', { path }), path)] }
  const fault = faultIn(text, place, facts.version)
  return { tables, refused: fault ? [unparseable(path, { line: fault.line || 1, column: 1 }, fault.why)] : [] }
}
