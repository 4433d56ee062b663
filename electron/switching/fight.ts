import { sameKey, type EngineKey } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'
import { walkJournal } from '../system/journal.ts'
import type { Disk } from '../system/system.ts'
import { changedOutside, hasWritten, latestChange } from './outside.ts'
import type { Survey } from './survey.ts'
import { foughtBy, lastWriter } from './writer.ts'

/** So often within so many minutes ours is brought back; then something fights over the file. */
const rounds = 3
const minutes = 10

/** Why it would be of no use to bring ours back once more; null where it may be. */
export async function fightOver(found: Survey, disk: Disk): Promise<Notice | null> {
  if (found.look.memories.length === 0) return null
  const [memory] = changedOutside(found, await latestChange(found.key, disk), disk)
  if (!memory) return null
  const count = await timesBroughtBack(found.key, disk)
  return count < rounds ? null : foughtBy(await lastWriter(memory, disk), count, minutes, found.key)
}

// A little more is read than lies within the time: entries come newest first.
async function timesBroughtBack(key: EngineKey, disk: Disk): Promise<number> {
  const since = Date.now() - minutes * 60_000
  let count = 0
  for await (const entry of walkJournal(key.scope, disk)) {
    if (!(Date.parse(entry.at) >= since)) break
    if (entry.again && hasWritten(entry) && sameKey(entry.engine, key)) count++
  }
  return count
}
