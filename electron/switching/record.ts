import { formatKey, noMirrors, type Choice } from '../../shared/engine.ts'
import { asAppError } from '../../shared/errors.ts'
import type { JournalEntry } from '../../shared/history.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { isEmpty, type Change, type Plan } from '../../shared/plan.ts'
import { targetPath } from '../../shared/targets.ts'
import { keepVersions } from '../engines/program-version.ts'
import { digestOrNull } from '../system/digest.ts'
import { journalDirectory, writeJournal } from '../system/journal.ts'
import type { Disk } from '../system/system.ts'
import { changedOutside, digestIn, latestChange, standing } from './outside.ts'
import type { Workplace } from './place.ts'
import type { Survey } from './survey.ts'

/** What was so before a change. */
export interface Former {
  /** What was in force; no mirrors for “off”, null where that is not known. */
  readonly from: Choice | null
  /** Whether files of ours had been changed by someone else. */
  readonly outside: boolean
}

/** What is in force before a change, as far as memory and journal tell. Never throws. */
export async function formerly(found: Survey, disk: Disk): Promise<Former> {
  if (found.look.memories.length === 0) return { from: noMirrors, outside: false }
  const latest = await latestChange(found.key, disk).catch(() => null)
  const outside = changedOutside(found, latest, disk).length > 0
  return { from: latest?.failure === null && isUpToDate(latest, found, disk) ? latest.to : null, outside }
}

// A run that was killed before it was written down leaves the journal behind what the files say.
function isUpToDate({ changes }: JournalEntry, found: Survey, disk: Disk): boolean {
  return changes.every(({ path, after }) => {
    const memory = found.look.memories.find(({ target }) => targetPath(target, disk.places) === path)
    if (!memory || digestIn(standing(found, memory, disk)) === after) return true
    const ours = memory.written.filter((one) => one !== memory.beforeDigest)
    return ours.length === 1 && ours[0] === after
  })
}

/**
 * Writes down a change that was carried out, or failed and was put back. It stands either way: what keeps it from
 * the journal is only told.
 */
export async function writeDown(
  { system, by }: Workplace,
  plan: Plan,
  { to: way, undoes }: { readonly to: 'on' | 'off'; readonly undoes?: string },
  { mirrors, keepTheirs, strict }: Choice,
  { from, outside }: Former,
  failed: Notice | null,
): Promise<readonly Notice[]> {
  if (isEmpty(plan)) return []
  const { engine, changes } = plan
  await keepVersions(system).catch(() => undefined)
  return await note(system.disk, {
    by,
    verb: undoes === undefined ? way : 'undo',
    ...(undoes !== undefined && { undoes }),
    engine,
    from,
    to: { mirrors, keepTheirs, strict },
    changes: digestsOf(changes),
    again: way === 'on' && outside,
    failure: failed,
  })
}

/** What changes do, without any text. */
export function digestsOf(changes: readonly Change[]): JournalEntry['changes'] {
  return changes.map(({ path, before, after }) => ({ path, before, after: digestOrNull(after) }))
}

/** Puts an entry into the journal, or tells what kept it from there. */
export async function note(disk: Disk, entry: Omit<JournalEntry, 'id' | 'at'>): Promise<readonly Notice[]> {
  try {
    await writeJournal(entry, disk)
    return []
  } catch (error) {
    const { engine } = entry
    const path = journalDirectory(engine.scope, disk)
    return [notice('journal-unwritten', { engine: formatKey(engine), path, why: asAppError(error).message })]
  }
}
