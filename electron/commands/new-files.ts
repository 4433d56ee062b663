import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { errnoOf, failure } from '../../shared/errors.ts'

/** A file to be made where none of its name is. */
interface NewFile {
  readonly name: string
  readonly mode: number
  readonly text: string
}

/** The names in a folder that the person names; empty where there is none. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return []
    throw unwritable(folder, error)
  }
}

/** Makes the folder for its owner alone; one that is there stays as it is. Tells whether others may change files in it. */
export function makeFolder(folder: string): { readonly isOpen: boolean } {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return { isOpen: (statSync(folder).mode & 0o022) !== 0 }
  } catch (error) {
    throw unwritable(folder, error)
  }
}

/** Makes a file whole, or not at all. False where there is something of its name, a link that leads nowhere too. */
export function makeFile(folder: string, { name, mode, text }: NewFile): boolean {
  const path = join(folder, name)
  let file: number
  try {
    file = openSync(path, 'wx', mode)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw unwritable(path, error)
  }
  try {
    writeSync(file, text)
    fsyncSync(file)
  } catch (error) {
    rmSync(path, { force: true })
    throw unwritable(path, error)
  } finally {
    closeSync(file)
  }
  return true
}

function unwritable(path: string, error: unknown): Error {
  return failure('kit-unwritable', { path, why: errnoOf(error) ?? (error as Error).message }, error)
}
