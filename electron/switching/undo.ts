import type { EngineReport } from '../../shared/contract.ts'
import { formatKey, sameKey, type Choice, type Scope } from '../../shared/engine.ts'
import { AppError, failure } from '../../shared/errors.ts'
import type { JournalEntry } from '../../shared/history.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { kept, readJournal } from '../system/journal.ts'
import type { Disk } from '../system/system.ts'
import { mergeMirrors } from './merge-mirrors.ts'
import { digestIn } from './outside.ts'
import type { Workplace } from './place.ts'
import { switchEngine } from './switch.ts'

/** How an undo fared. */
export interface Undone {
  /** The entry that was undone. */
  readonly entry: JournalEntry
  readonly report: EngineReport
  /** Whether every file holds the very bytes again that it held before that entry. */
  readonly exact: boolean
}

/**
 * Brings an engine back to what it used before an entry of the journal; null for the latest that still stands, so
 * that one undo after another walks back. Like any other turn it is made from what the files would be without us:
 * what a person has edited since stays.
 */
export async function undo(place: Workplace, id: string | null, accept: boolean): Promise<Undone> {
  const { entry, from, newer } = await findUndoable(place, id)
  const { disk } = place.system
  const to = from.mirrors.length === 0 ? 'off' : 'on'
  // For “off” the list says what must be forgotten: what was in force last.
  const last = newer[0] ?? entry
  const choice = to === 'on' ? from : { ...from, mirrors: mergeMirrors(last.to.mirrors, entry.to.mirrors) }
  const order = { to, accept, shown: null, undoes: entry.id } as const
  const report = await switchEngine(place, entry.engine, order, choice)
  return { entry, report, exact: report.failure === null && (await isAsBefore([...newer, entry], disk)) }
}

/** An entry that can be undone, and the later ones of its engine, newest first. */
export interface Undoable {
  readonly entry: JournalEntry
  readonly from: Choice
  readonly newer: readonly JournalEntry[]
}

/** The entry that an undo would take back. Throws why there is none. */
export async function findUndoable(place: Workplace, id: string | null): Promise<Undoable> {
  const all = await journalOf(place)
  const entry = id === null ? latestStanding(all) : all.find((one) => one.id === id)
  if (!entry) throw id === null ? failure('undo-nothing') : failure('undo-missing', { id })
  const newer = newerThan(entry, all)
  const fixed = whyFixed(entry, newer)
  if (fixed) throw new AppError(fixed)
  return { entry, from: entry.from!, newer }
}

/** The journals that a place means, newest first: of both scopes, or the one that was named. */
export async function journalOf({ system, scope, specs }: Workplace): Promise<readonly JournalEntry[]> {
  const scopes: readonly Scope[] = scope === null ? ['user', 'system'] : [scope]
  const entries = await Promise.all(scopes.map((one) => readJournal(one, system.disk, kept)))
  return entries
    .flat()
    .filter(({ engine }) => !specs || specs.some(({ id }) => id === engine.id))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
}

/** The later entries of the same engine, newest first. */
export function newerThan(entry: JournalEntry, all: readonly JournalEntry[]): readonly JournalEntry[] {
  return all.filter((one) => one.id > entry.id && sameKey(one.engine, entry.engine))
}

/** Why an entry cannot be undone; null where it can. */
export function whyFixed(
  { verb, engine, from, failure: failed }: JournalEntry,
  newer: readonly JournalEntry[],
): Notice | null {
  if (failed) return failed.code === 'undo-stuck' ? failed : notice('undo-of-failure')
  if (verb === 'keep') return notice('undo-of-keep')
  if (verb === 'import') return notice('undo-of-import')
  if (from === null) return notice('undo-unknown', { engine: formatKey(engine) })
  return newer.some((one) => one.verb === 'keep' && !one.failure) ? notice('undo-kept-since') : null
}

// What an undo took back is passed over together with all that came between, which it took back as well.
function latestStanding(all: readonly JournalEntry[]): JournalEntry | undefined {
  const backTo = new Map<string, string>()
  return all.find(({ id, engine, undoes, failure: failed }) => {
    const key = formatKey(engine)
    if (failed) return false
    const until = backTo.get(key)
    if (until !== undefined && id >= until) return false
    backTo.delete(key)
    if (undoes === undefined) return true
    backTo.set(key, undoes)
    return false
  })
}

// By path, the earliest of these changes tells what stood there.
async function isAsBefore(newestFirst: readonly JournalEntry[], disk: Disk): Promise<boolean> {
  const done = newestFirst.filter(({ failure: failed }) => failed === null)
  const before = new Map(done.flatMap(({ changes }) => changes.map((change) => [change.path, change.before] as const)))
  const same = [...before].map(async ([path, digest]) => digestIn(await disk.read(path)) === digest)
  return (await Promise.all(same)).every(Boolean)
}
