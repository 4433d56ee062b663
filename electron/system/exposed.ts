import { lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failure } from '../../shared/errors.ts'
import type { Resolved } from './resolve-path.ts'

/**
 * Refuses, as root, what others could turn elsewhere: a directory that someone else can write to would let them
 * choose what we write over; so would a link of theirs, or one in such a directory, which may lead to any file of
 * root's.
 */
export async function refuseExposed(root: string, { existing, links }: Resolved, path: string): Promise<void> {
  const trusted = root === '' ? 0 : (await lstat(root)).uid
  const isTrusted = (uid: number): boolean => uid === 0 || uid === trusted
  for (const link of links) {
    if (!isTrusted((await lstat(link)).uid)) throw failure('file-exposed', { path, directory: dirname(link) })
  }
  for (const lowest of new Set([existing, ...links.map((link) => dirname(link))])) {
    for (let directory = lowest; directory.length > root.length; directory = dirname(directory)) {
      const { uid, mode } = await lstat(directory)
      const writable = (mode & 0o022) !== 0 && (mode & 0o1000) === 0
      if (!isTrusted(uid) || writable) throw failure('file-exposed', { path, directory })
      if (directory === '/') break
    }
  }
}

/** Whether others could turn a path elsewhere. */
export async function isExposed(root: string, resolved: Resolved, path: string): Promise<boolean> {
  return await refuseExposed(root, resolved, path).then(
    () => false,
    () => true,
  )
}

/** Whether not everyone may walk to a directory, and so to what is in it. */
export async function isClosed(root: string, directory: string): Promise<boolean> {
  for (let above = directory; above.length > root.length && above !== '/'; above = dirname(above)) {
    if (((await lstat(above)).mode & 0o001) === 0) return true
  }
  return false
}
