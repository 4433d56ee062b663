import { randomBytes } from 'node:crypto'
import type { Choice, Scope } from '../../shared/engine.ts'
import type { JournalEntry } from '../../shared/history.ts'
import { stateDirectory, type Disk } from './system.ts'

/** How many entries a scope keeps. */
export const kept = 100

/** How many characters of one entry are read: a hundred mirrors with authorities fit. */
const maxLength = 4 * 1024 * 1024

/** Where the journal of a scope lies: one file an entry, which everyone may read. */
export function journalDirectory(scope: Scope, disk: Disk): string {
  return `${stateDirectory(scope, disk.places)}/journal`
}

/**
 * Writes down one change, while the scope is locked, and lets the oldest entries go. The journal is for people and
 * for undo; what “off” needs lies in the originals. So nothing waits for the disk.
 */
export async function writeJournal(entry: Omit<JournalEntry, 'id' | 'at'>, disk: Disk): Promise<JournalEntry> {
  const { scope } = entry.engine
  const ids = await idsOf(scope, disk)
  const at = new Date()
  const whole: JournalEntry = { id: newId(at, ids[0]), at: at.toISOString(), ...entry }
  const pathOf = (id: string): string => `${journalDirectory(scope, disk)}/${id}.json`
  await disk.jot(pathOf(whole.id), `${JSON.stringify(whole)}\n`, 0o644)
  for (const id of ids.slice(kept - 1)) await disk.remove(pathOf(id)).catch(() => undefined)
  return whole
}

// Sorts behind the newest, also where the clock was set back or two changes fell into one millisecond.
function newId(at: Date, newest: string | undefined): string {
  const now = stamp(at)
  const last = newest?.slice(0, now.length) ?? ''
  const time = now > last ? now : stamp(new Date(timeOf(last) + 1))
  return `${time}-${randomBytes(4).toString('hex')}`
}

function stamp(at: Date): string {
  return at.toISOString().replaceAll(/[-:.]/g, '')
}

function timeOf(time: string): number {
  return Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z'))
}

// Written before there was anything strict, it says nothing of it.
function asChoice(choice: Choice): Choice {
  return { ...choice, strict: choice.strict ?? false }
}

/** The latest entries of a scope, newest first. What is damaged, or not for our eyes, is passed over. */
export async function readJournal(scope: Scope, disk: Disk, limit: number): Promise<readonly JournalEntry[]> {
  const found: JournalEntry[] = []
  for await (const entry of walkJournal(scope, disk)) {
    if (found.length === limit) break
    found.push(entry)
  }
  return found
}

/** The entries of a scope one by one, newest first, each read only when it is asked for. */
export async function* walkJournal(scope: Scope, disk: Disk): AsyncGenerator<JournalEntry> {
  for (const id of await idsOf(scope, disk)) {
    const text = await disk.load(`${journalDirectory(scope, disk)}/${id}.json`).catch(() => null)
    const entry = text === null || text.length > maxLength ? null : parseEntry(text, id, scope)
    if (entry) yield entry
  }
}

const idForm = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/

// Newest first.
async function idsOf(scope: Scope, disk: Disk): Promise<readonly string[]> {
  const names = (await disk.names(journalDirectory(scope, disk)).catch(() => null)) ?? []
  const ids = names.flatMap((name) => (name.endsWith('.json') ? name.slice(0, -'.json'.length) : []))
  return ids
    .filter((id) => idForm.test(id) && !Number.isNaN(timeOf(id.slice(0, 19))))
    .toSorted()
    .toReversed()
}

// We wrote it; one that was cut short, or that a newer version wrote, must not be half believed.
function parseEntry(text: string, id: string, scope: Scope): JournalEntry | null {
  try {
    const entry = JSON.parse(text) as JournalEntry
    const whole =
      entry.id === id &&
      typeof entry.at === 'string' &&
      typeof entry.by.uid === 'number' &&
      ['on', 'off', 'undo', 'keep', 'import'].includes(entry.verb) &&
      typeof entry.engine.id === 'string' &&
      entry.engine.scope === scope &&
      (entry.from === null || Array.isArray(entry.from.mirrors)) &&
      Array.isArray(entry.to.mirrors) &&
      entry.changes.every(({ path }) => typeof path === 'string') &&
      (entry.failure === null || typeof entry.failure.message === 'string')
    return whole ? { ...entry, from: entry.from && asChoice(entry.from), to: asChoice(entry.to) } : null
  } catch {
    return null
  }
}
