import { realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Whose a file is, and who may change it. */
interface Owned {
  readonly uid: number
  readonly mode: number
}

/** Whether a file or directory is root's, and nobody else may write to it. */
export function isRootsAlone({ uid, mode }: Owned): boolean {
  return uid === 0 && (mode & 0o022) === 0
}

/**
 * Whether nobody but root decides which files stand in a directory. Above it a sticky one will do, as `/tmp` is:
 * what root made there nobody else can move away.
 */
export async function isSealedDirectory(path: string): Promise<boolean> {
  const real = await realpath(path)
  if (!isRootsAlone(await stat(real))) return false
  for (let above = dirname(real); ; above = dirname(above)) {
    const found = await stat(above)
    if (!isRootsAlone(found) && !(found.uid === 0 && (found.mode & 0o1000) !== 0)) return false
    if (above === '/') return true
  }
}

/** Whether nobody but root decides which program a path runs: a link counts where it stands and where it leads. */
export async function isSealedProgram(path: string): Promise<boolean> {
  const real = await realpath(path)
  return (
    isRootsAlone(await stat(real)) &&
    (await isSealedDirectory(dirname(path))) &&
    (await isSealedDirectory(dirname(real)))
  )
}
