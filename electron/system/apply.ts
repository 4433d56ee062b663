import { asAppError } from '../../shared/errors.ts'
import type { Change, Plan } from '../../shared/plan.ts'
import { targetKey, type Target } from '../../shared/targets.ts'
import { digestOf } from './digest.ts'
import { forget, recall, remember, type Memory } from './originals.ts'
import type { Attributes, Disk, Written } from './system.ts'

/** What happens between the writes; each step may throw, and everything is undone then. */
export interface ApplySteps {
  /** After the files hold what the engine must load. */
  reload(): Promise<void>
  /** After the files were put back, where the engine may have loaded what was undone. */
  reloadBack(): Promise<void>
  /** After the last write: does everything say what it should? */
  verify(): Promise<void>
}

type Memories = ReadonlyMap<string, Memory>
type Done = { readonly change: Change; readonly written: Written; readonly previous: string | null }

/**
 * Carries out one engine's plan. What an undo needs is on disk before the first byte of a target changes; a
 * failure at any step brings every file back, and the engine with it. Killed at any moment, each file is the
 * old one, the new one or the journaled middle state, and the next run goes on from there. Returns where text
 * lies that someone saved into a file at the very moment it was displaced.
 */
export async function apply(plan: Plan, memories: readonly Memory[], disk: Disk, steps: ApplySteps): Promise<readonly string[]> {
  const known: Memories = new Map(memories.map((memory) => [targetKey(memory.target), memory]))
  const done: Done[] = []
  let reloading = false
  try {
    for (const change of plan.changes) {
      await note(change, known, disk)
      await put(change, change.beforeText, change.via ?? change.after, known, disk, done)
    }
    if (plan.reloads.length > 0) {
      reloading = true
      await steps.reload()
    }
    for (const change of plan.changes) {
      if (change.via !== null) await put(change, change.via, change.after, known, disk, done)
    }
    await steps.verify()
  } catch (error) {
    await undo(done, plan, known, disk)
    if (reloading) await steps.reloadBack().catch(() => undefined)
    throw asAppError(error)
  }
  const rescued = await discard(done, disk)
  for (const { target, base, after } of plan.changes) if (base === after) await letGo(target, disk)
  return rescued
}

async function discard(done: readonly Done[], disk: Disk): Promise<readonly string[]> {
  const rescued: string[] = []
  for (const { written } of done) if (!(await disk.discard(written)) && written.kept !== null) rescued.push(written.kept)
  return rescued
}

/** Forgets a target that is as it was, and removes the directories that were made for it. */
export async function letGo(target: Target, disk: Disk): Promise<void> {
  const memories = (await recall(target.scope, disk)) ?? []
  const memory = memories.find((candidate) => targetKey(candidate.target) === targetKey(target))
  if (!memory) return
  await disk.removeDirectories(memory.made)
  await forget(target, disk)
}

async function note({ target, base, after, via, entries }: Change, known: Memories, disk: Disk): Promise<void> {
  const before = known.get(targetKey(target))
  const { attributes, missing } = await disk.inspect(target)
  await remember(
    {
      target,
      before: base,
      beforeDigest: base === null ? null : digestOf(base),
      written: after === null ? null : digestOf(after),
      via: via === null ? null : digestOf(via),
      entries,
      attributes: before ? before.attributes : attributes,
      made: [...(before?.made ?? []), ...missing],
    },
    disk,
  )
}

async function put(change: Change, from: string | null, to: string | null, known: Memories, disk: Disk, done: Done[]): Promise<void> {
  if (from === to) return
  const expect = from === null ? null : digestOf(from)
  const attributes = to === null ? null : attributesFor(to, known.get(targetKey(change.target)))
  const written = await disk.write({ target: change.target, expect, text: to, attributes })
  done.push({ change, written, previous: from })
}

// The original bytes return with the time they carried; anything else was written now.
function attributesFor(text: string, memory: Memory | undefined): Attributes | null {
  return memory?.attributes && memory.beforeDigest === digestOf(text) ? memory.attributes : null
}

async function undo(done: readonly Done[], plan: Plan, known: Memories, disk: Disk): Promise<void> {
  for (const { change, written, previous } of done.toReversed()) {
    // Someone else's edit meanwhile stands; our memory of the file stays too, so that "off" still works.
    const back = await disk
      .write({ target: change.target, expect: written.digest, text: previous, attributes: written.attributes })
      .catch(() => null)
    if (!back) return
    await disk.discard(written)
    await disk.discard(back)
  }
  for (const { target } of plan.changes) {
    const memory = known.get(targetKey(target))
    if (memory) await remember(memory, disk)
    else await letGo(target, disk)
  }
}
