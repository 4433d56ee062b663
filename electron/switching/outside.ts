import { sameKey, type EngineKey } from '../../shared/engine.ts'
import type { Digest, FileState } from '../../shared/files.ts'
import type { JournalEntry } from '../../shared/history.ts'
import { targetPath } from '../../shared/targets.ts'
import { walkJournal } from '../system/journal.ts'
import type { Memory } from '../system/originals.ts'
import type { Disk } from '../system/system.ts'
import type { Survey } from './survey.ts'

/** What a remembered target holds now. */
export function standing({ look }: Survey, { target }: Memory, disk: Disk): FileState | undefined {
  return look.files.files.get(targetPath(target, disk.places))
}

/** The digest of a state; null for no file, undefined where it cannot be told. */
export function digestIn(state: FileState | undefined): Digest | null | undefined {
  if (state?.kind === 'absent') return null
  return state?.digest ?? undefined
}

/** Whether a target holds what we wrote there. */
export function holdsOurs(found: Survey, memory: Memory, disk: Disk): boolean {
  const digest = digestIn(standing(found, memory, disk))
  return digest !== memory.beforeDigest && memory.written.some((one) => one === digest)
}

/** Whether a change left what it wrote: it was done, or could not be put back. */
export function hasWritten({ failure }: JournalEntry): boolean {
  return failure === null || failure.code === 'undo-stuck'
}

/** The latest change of an engine that left what it wrote; null where none is written down. */
export async function latestChange(key: EngineKey, disk: Disk): Promise<JournalEntry | null> {
  for await (const entry of walkJournal(key.scope, disk)) {
    if (hasWritten(entry) && sameKey(entry.engine, key)) return entry
  }
  return null
}

/**
 * The targets that someone else has changed since we wrote them. One that holds its original again was put back by
 * someone only where the journal says that our “on” had ended: else a killed run of ours may have done it.
 */
export function changedOutside(found: Survey, last: JournalEntry | null, disk: Disk): readonly Memory[] {
  return found.look.memories.filter((memory) => {
    const digest = digestIn(standing(found, memory, disk))
    if (digest === undefined) return false
    // What was there before us may be among what we noted, in case we are killed.
    if (digest === memory.beforeDigest) return isTold(memory, last, disk)
    return digest === null || !memory.written.includes(digest)
  })
}

function isTold(
  { target, beforeDigest, written, leaving }: Memory,
  last: JournalEntry | null,
  { places }: Disk,
): boolean {
  if (!last || leaving || last.to.mirrors.length === 0) return false
  const path = targetPath(target, places)
  const ours = written.filter((one) => one !== beforeDigest)
  return last.changes.some((change) => change.path === path && ours.some((one) => one === change.after))
}
