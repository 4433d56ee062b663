import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileFailure } from '../../system/file-errors.ts'

/** Makes the file where there is none, for its owner alone: names and addresses of others stand in it. */
export function makeOwn(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // SQLite gives its journals the mode of the database.
    closeSync(openSync(path, 'a', 0o600))
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600)
  } catch (error) {
    throw fileFailure(error, path, process.getuid?.() ?? 0)
  }
}

/** Tells a file from another that takes its place. */
export function nodeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null
}

/**
 * Renames a database that cannot be used, with its journals: a new one must not be given the pages of an old one.
 * Null where another process has done so already.
 */
export function setAside(path: string, node: number | null): string | null {
  if (nodeOf(path) !== node) return null
  const aside = `${path}.damaged-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
  for (const part of ['', '-wal', '-shm']) if (existsSync(path + part)) renameSync(path + part, aside + part)
  clearMark(path)
  return aside
}

const markOf = (path: string): string => `${path}-damaged`

/** Notes beside a database that a query met damage in it, so that the next opening looks closer. */
export function mark(path: string): void {
  try {
    closeSync(openSync(markOf(path), 'a', 0o600))
  } catch {
    // The failure itself is told; a disk that takes no note takes no new database either.
  }
}

/** Whether damage was met in it. */
export function isMarked(path: string): boolean {
  return existsSync(markOf(path))
}

export function clearMark(path: string): void {
  rmSync(markOf(path), { force: true })
}
