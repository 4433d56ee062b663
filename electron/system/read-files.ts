import type { Scope } from '../../shared/engine.ts'
import type { FileState, Files, Input } from '../../shared/files.ts'
import type { Mirror } from '../../shared/registry.ts'
import { targetKey, targetPath, type Target } from '../../shared/targets.ts'
import { recall, type Memory } from './originals.ts'
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
  const memories = await recall(scope, disk)
  const directories = new Map<string, readonly string[] | null>()
  const paths = new Set<string>()
  for (const input of inputs) {
    if (input.kind === 'file') paths.add(input.path)
    else {
      const names = await disk.list(input.path, input.ending)
      directories.set(input.path, names)
      for (const name of names ?? []) paths.add(`${input.path}/${name}`)
    }
  }
  const remembered = (memories ?? []).map(({ target }) => target)
  for (const target of [...targets, ...remembered]) paths.add(targetPath(target, disk.places))
  const read = async (path: string): Promise<readonly [string, FileState]> => [path, await disk.read(path)]
  const files: Files = {
    files: new Map(await Promise.all([...paths].map(read))),
    directories,
    remembered,
    originals: new Map((memories ?? []).map((memory) => [targetKey(memory.target), memory])),
    owned: memories === null ? mirrors : [],
  }
  return { files, memories: memories ?? [] }
}
