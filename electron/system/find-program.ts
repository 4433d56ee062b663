import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { isSealedProgram } from './sealed.ts'

/**
 * The full path of a program on PATH; null where there is none. As root, places where someone else could put a
 * program are passed over, whatever PATH sudo has kept.
 */
export async function findProgram(program: string): Promise<string | null> {
  for (const directory of [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin']) {
    if (!directory.startsWith('/')) continue
    const path = `${directory}/${program}`
    if (await mayRun(path)) return path
  }
  return null
}

async function mayRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return process.getuid?.() !== 0 || (await isSealedProgram(path))
  } catch {
    return false
  }
}
