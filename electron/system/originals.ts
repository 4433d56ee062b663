import type { Scope } from '../../shared/engine.ts'
import type { Original } from '../../shared/files.ts'
import { targetKey, type Target } from '../../shared/targets.ts'
import { stateDirectory, type Attributes, type Disk } from './system.ts'

/** All that is remembered of a target between "on" and "off". */
export interface Memory extends Original {
  readonly target: Target
  readonly attributes: Attributes | null
  /** Directories that were made for the file, outermost first. */
  readonly made: readonly string[]
  /** An “off” is under way: where the file is as it was, that was us. */
  readonly leaving?: boolean
  /** Not everyone may read the file, or could not once: then what it held is for root's eyes too. */
  readonly closed?: boolean
}

function directory(scope: Scope, disk: Disk): string {
  return `${stateDirectory(scope, disk.places)}/originals`
}

function pathOf(target: Target, disk: Disk): string {
  return `${directory(target.scope, disk)}/${encodeURIComponent(targetKey(target))}.json`
}

/** Everything remembered in a scope; null where no memory was ever kept, or it is gone. */
export async function recall(scope: Scope, disk: Disk): Promise<readonly Memory[] | null> {
  const names = await disk.names(directory(scope, disk))
  if (names === null) return null
  const texts = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readOrSkip(`${directory(scope, disk)}/${name}`, disk)),
  )
  return texts.flatMap((text) => (text === null ? [] : (parseMemory(text) ?? [])))
}

/** How many targets are remembered, readable or not. */
export async function countRemembered(scope: Scope, disk: Disk): Promise<number> {
  return ((await disk.names(directory(scope, disk))) ?? []).filter((name) => name.endsWith('.json')).length
}

// We wrote it, and a memory cut short by a fault of the disk must not be half believed.
function parseMemory(text: string): Memory | null {
  try {
    const { target, before, written, made, entries, ...rest } = JSON.parse(text) as Memory
    const whole =
      typeof targetKey(target) === 'string' &&
      (before === null || typeof before === 'string') &&
      [written, made, entries].every((list) => Array.isArray(list))
    return whole ? { target, before, written, made, entries, ...rest } : null
  } catch {
    return null
  }
}

// Someone else's memory of a file that only root may read; status goes on without it.
async function readOrSkip(path: string, disk: Disk): Promise<string | null> {
  try {
    return await disk.load(path)
  } catch {
    return null
  }
}

/** Marks that memory is kept in this scope from now on, so that "nothing remembered" means "nothing is ours". */
export async function beginMemory(scope: Scope, disk: Disk): Promise<void> {
  await disk.makeDirectory(directory(scope, disk))
}

/** Remembers a target; no more readable than the file whose bytes it holds. */
export async function remember(memory: Memory, disk: Disk): Promise<void> {
  const mode = memory.closed ? 0o600 : (memory.attributes?.mode ?? 0o644) & 0o644
  await disk.store(pathOf(memory.target, disk), `${JSON.stringify(memory, null, 2)}\n`, mode | 0o600)
}

/** Forgets a target that is as it was. */
export async function forget(target: Target, disk: Disk): Promise<void> {
  await disk.remove(pathOf(target, disk))
}
