import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errnoOf, failure } from '../../shared/errors.ts'
import { fileFailure } from './file-errors.ts'
import { isRootsAlone, isSealedDirectory } from './sealed.ts'
import type { Disk } from './system.ts'

/**
 * Reads a file that only root can have written: a regular file with one name, root's alone, in directories that are
 * root's alone, reached without a link. Null where there is none. What is otherwise is refused, not believed.
 */
export async function readRootsFile(path: string, maxBytes: number, { root, uid }: Disk): Promise<string | null> {
  const real = root + path
  try {
    const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const found = await handle.stat()
      if (!found.isFile() || found.nlink !== 1 || !isRootsAlone(found)) throw failure('roots-file-unsafe', { path })
      // The directory above is what a link would show; the root that stands for a machine may be anywhere.
      if (!(await isSealedDirectory(dirname(real))) || (await isLinked(real, root)))
        throw failure('roots-file-unsafe', { path })
      if (found.size > maxBytes) throw failure('roots-file-unreadable', { path, why: 'it is too large' })
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await handle.readFile())
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    if (errnoOf(error) === 'ELOOP') throw failure('roots-file-unsafe', { path }, error)
    if (error instanceof TypeError) throw failure('roots-file-unreadable', { path, why: 'it is no UTF-8' }, error)
    throw fileFailure(error, path, uid)
  }
}

async function isLinked(real: string, root: string): Promise<boolean> {
  const above = dirname(real).slice(root.length)
  return (await realpath(dirname(real))) !== (root === '' ? '' : await realpath(root)) + above
}
