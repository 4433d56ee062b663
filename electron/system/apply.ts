import { asAppError, failure } from '../../shared/errors.ts'
import type { Change, Plan } from '../../shared/plan.ts'
import { targetKey, targetPath, type Target } from '../../shared/targets.ts'
import { digestOf, digestOrNull } from './digest.ts'
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

/**
 * Carries out one engine's plan. What an undo needs is on disk before the first byte of a target changes; a
 * failure at any step brings every file back, and the engine with it. Killed at any moment, each file is the
 * old one, the new one or the journaled middle state, and the next run goes on from there. Returns where text
 * lies that someone saved into a file at the very moment it was displaced.
 */
export async function apply(
  plan: Plan,
  memories: readonly Memory[],
  disk: Disk,
  steps: ApplySteps,
): Promise<readonly string[]> {
  const known: Memories = new Map(memories.map((memory) => [targetKey(memory.target), memory]))
  const done: Written[] = []
  let reloading = false
  try {
    for (const change of plan.changes) {
      await note(change, known, disk, 'pending')
      if (!change.late) await put(change, change.beforeText, change.via ?? change.after, known, disk, done)
    }
    if (plan.reloads.length > 0) {
      reloading = true
      await steps.reload()
    }
    for (const change of plan.changes) {
      if (change.late) await put(change, change.beforeText, change.after, known, disk, done)
      else if (change.via !== null) await put(change, change.via, change.after, known, disk, done)
    }
    await steps.verify()
  } catch (error) {
    const [stuck] = await undo(done, plan, known, disk)
    if (reloading) await steps.reloadBack().catch(() => undefined)
    if (!stuck) throw asAppError(error)
    throw failure('undo-stuck', { path: targetPath(stuck, disk.places), why: asAppError(error).message }, error)
  }
  const rescued = await discard(done, disk)
  const ended = plan.changes.filter(({ base, after }) => base === after)
  for (const change of plan.changes) {
    if (ended.includes(change) || !known.has(targetKey(change.target))) continue
    // What was noted as pending is true as well, only longer.
    await note(change, known, disk, 'settled').catch(() => undefined)
  }
  for (const { target } of ended.toReversed()) await letGo(target, disk)
  return rescued
}

async function discard(done: readonly Written[], disk: Disk): Promise<readonly string[]> {
  const rescued: string[] = []
  for (const written of done) if (!(await disk.discard(written)) && written.kept !== null) rescued.push(written.kept)
  return rescued
}

/**
 * Forgets a target that is as it was, and removes the directories that were made for it. Those that another
 * target of ours still needs are for that one to remove.
 */
export async function letGo(target: Target, disk: Disk): Promise<void> {
  const memories = (await recall(target.scope, disk)) ?? []
  const memory = memories.find((candidate) => targetKey(candidate.target) === targetKey(target))
  // Nothing readable, that is: what was damaged goes too.
  if (!memory) return await forget(target, disk)
  await disk.removeDirectories(memory.made)
  const left = await Promise.all(memory.made.map(async (path) => ((await disk.names(path)) === null ? [] : [path])))
  const heir = memories.find((other) => other !== memory)
  if (heir && left.flat().length > 0)
    await remember({ ...heir, made: outermostFirst([...left.flat(), ...heir.made]) }, disk)
  await forget(target, disk)
}

function outermostFirst(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].toSorted((a, b) => a.length - b.length)
}

// While a change is pending, a kill may leave the text before it, whose part without us is `base` as well.
async function note(change: Change, known: Memories, disk: Disk, stage: 'pending' | 'settled'): Promise<void> {
  const { target, base, after, via } = change
  const old = known.get(targetKey(target))
  const { attributes, missing, closed } = await disk.inspect(target)
  const texts = stage === 'pending' ? [change.beforeText, via, after] : [after]
  const entries = stage === 'pending' ? [...(old?.entries ?? []), ...change.entries] : change.entries
  await remember(
    {
      target,
      before: base,
      beforeDigest: digestOrNull(base),
      written: texts.flatMap((text) => (text === null ? [] : digestOf(text))),
      entries: [...new Set(entries)],
      attributes: old ? old.attributes : attributes,
      made: outermostFirst([...(old?.made ?? []), ...missing]),
      ...(base === after && { leaving: true }),
      ...((closed || old?.closed) && { closed: true }),
    },
    disk,
  )
}

async function put(
  change: Change,
  from: string | null,
  to: string | null,
  known: Memories,
  disk: Disk,
  done: Written[],
): Promise<void> {
  if (from === to) return
  const expect = digestOrNull(from)
  const attributes = to === null ? null : attributesFor(to, known.get(targetKey(change.target)))
  done.push(await disk.write({ target: change.target, expect, text: to, attributes }))
}

// The original bytes return with the time they carried; anything else was written now.
function attributesFor(text: string, memory: Memory | undefined): Attributes | null {
  return memory?.attributes && memory.beforeDigest === digestOf(text) ? memory.attributes : null
}

// Returns what could not be put back.
async function undo(done: readonly Written[], plan: Plan, known: Memories, disk: Disk): Promise<ReadonlySet<Target>> {
  const stuck = new Set<Target>()
  for (const written of done.toReversed()) {
    if (stuck.has(written.target)) continue
    // Someone else's edit meanwhile stands; our memory of the file stays too, so that "off" still works.
    await disk.restore(written).catch(() => stuck.add(written.target))
  }
  for (const { target } of plan.changes.toReversed()) {
    if (stuck.has(target)) continue
    const memory = known.get(targetKey(target))
    // What was noted before the change tells of the file as it was, too.
    await (memory ? remember(memory, disk) : letGo(target, disk)).catch(() => undefined)
  }
  return stuck
}
