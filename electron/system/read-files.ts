import type { Scope } from '../../shared/engine.ts'
import type { FileState, Files, Input } from '../../shared/files.ts'
import type { Mirror } from '../../shared/registry.ts'
import { targetKey, targetPath, type Target } from '../../shared/targets.ts'
import { AppError } from '../../shared/errors.ts'
import { countRemembered, recall, type Memory } from './originals.ts'
import type { Disk } from './system.ts'

/** A look at the disk, with the memory that belongs to it. */
export interface Look {
  readonly files: Files
  readonly memories: readonly Memory[]
}

/** Reads everything that planning for one engine may depend on. */
export async function readFiles(
  disk: Disk,
  scope: Scope,
  inputs: readonly Input[],
  targets: readonly Target[],
  mirrors: readonly Mirror[],
): Promise<Look> {
  const list = async (input: Input): Promise<readonly (readonly [string, readonly string[] | null])[]> =>
    input.kind === 'file' ? [] : [[input.path, await disk.list(input.path, input.ending)]]
  const links = inputs.map(async ({ kind, path }) => (kind === 'directory' && (await disk.isLink(path)) ? [path] : []))
  const [memories, ...lists] = await Promise.all([recallIfAllowed(scope, disk), ...inputs.map(list)])
  const directories = new Map(lists.flat())
  const below = ({ path }: Input): readonly string[] => (directories.get(path) ?? []).map((name) => `${path}/${name}`)
  const paths = new Set(inputs.flatMap((input) => (input.kind === 'file' ? input.path : below(input))))
  const remembered = (memories ?? []).map(({ target }) => target)
  for (const target of [...targets, ...remembered]) paths.add(targetPath(target, disk.places))
  const read = async (path: string): Promise<readonly [string, FileState]> => [path, await disk.read(path)]
  const files: Files = {
    files: new Map(await Promise.all([...paths].map(read))),
    directories,
    links: new Set((await Promise.all(links)).flat()),
    remembered,
    originals: new Map((memories ?? []).map((memory) => [targetKey(memory.target), memory])),
    owned: memories === null || (await isDamaged(scope, disk, memories)) ? mirrors : [],
  }
  return { files, memories: memories ?? [] }
}

// A memory cut short says nothing of its target, which is then judged as if all memory were lost.
async function isDamaged(scope: Scope, disk: Disk, memories: readonly Memory[]): Promise<boolean> {
  return (await countRemembered(scope, disk).catch(() => 0)) > memories.length
}

/**
 * What is remembered in a scope, and nothing where that is for root's eyes: unlike null, which says that the memory
 * is lost, an empty list makes nobody take for ours what may be another's.
 */
export async function recallIfAllowed(scope: Scope, disk: Disk): Promise<readonly Memory[] | null> {
  try {
    return await recall(scope, disk)
  } catch (error) {
    if (error instanceof AppError && error.notice.code === 'file-forbidden') return []
    throw error
  }
}
