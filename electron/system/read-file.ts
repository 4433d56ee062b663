import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError, errnoOf } from '../../shared/errors.ts'
import type { FileState } from '../../shared/files.ts'
import { notice } from '../../shared/notice.ts'
import { digestOf } from './digest.ts'
import { fileFailure } from './file-errors.ts'
import { resolvePath } from './resolve-path.ts'

/** dockerd starts with 2 MB of daemon.json [measured]; nobody has more. */
export const maxBytes = 16 * 1024 * 1024

/** Names of displaced files begin so, and end in neither `.conf` nor `.json`, which engines read. */
export const hiddenPrefix = '.pullcord-'

/** What a path below a root holds. Never throws for what the file itself is. */
export async function readState(root: string, path: string, uid: number): Promise<FileState> {
  try {
    const { real, missing } = await resolvePath(root, path)
    if (missing.length > 0) return { kind: 'absent' }
    return await readReal(real, path)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return { kind: 'absent' }
    const failed = error instanceof AppError ? error : fileFailure(error, path, uid)
    return { kind: 'refused', notice: failed.notice, digest: null }
  }
}

async function readReal(real: string, path: string): Promise<FileState> {
  const found = await lstat(real)
  if (!found.isFile()) return notRegular(path)
  if (found.size > maxBytes) return tooLarge(path)
  const bytes = await readBytes(real)
  const names = found.nlink > 1 ? found.nlink - (await ownLinks(real, found.ino)) : 1
  return stateOfBytes(path, bytes, names, found.mtimeMs)
}

/** What is said of a directory, a FIFO, a device. */
export function notRegular(path: string): FileState {
  return { kind: 'refused', notice: notice('file-not-regular', { path }), digest: null }
}

/** What is said of a file of more than `maxBytes`. */
export function tooLarge(path: string): FileState {
  return { kind: 'refused', notice: notice('file-too-large', { path, limit: '16 MB' }), digest: null }
}

/** What a regular file is, by its bytes, the number of its names (ours left out) and its time in ms since 1970. */
export function stateOfBytes(path: string, bytes: Uint8Array, names: number, modifiedAt: number): FileState {
  const digest = digestOf(bytes)
  if (names > 1) return { kind: 'refused', notice: notice('file-hard-link', { path, count: names }), digest }
  const text = decode(bytes)
  if (text === null)
    return { kind: 'refused', notice: notice('file-not-text', { path, ...placeOfBadByte(bytes) }), digest }
  return { kind: 'text', text, digest, modifiedAt }
}

/** The bytes of a regular file; a FIFO in its place neither hangs nor is followed. */
export async function readBytes(real: string): Promise<Uint8Array> {
  const handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

// A killed run may have left a second name of ours; it is swept at the next change.
async function ownLinks(real: string, inode: number): Promise<number> {
  const names = (await readdir(dirname(real))).filter((name) => name.startsWith(hiddenPrefix))
  const inodes = await Promise.all(names.map(async (name) => (await lstat(join(dirname(real), name))).ino))
  return inodes.filter((other) => other === inode).length
}

// Lossless: a byte order mark is kept, an invalid byte is no text.
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

// The first line that is no UTF-8, and in it the first character that cannot be read.
function placeOfBadByte(bytes: Uint8Array): { readonly line: number; readonly column: number } {
  for (let line = 1, start = 0; ; line++) {
    const end = bytes.indexOf(0x0a, start)
    const row = bytes.subarray(start, end < 0 ? bytes.length : end)
    if (end < 0 || decode(row) === null) {
      return { line, column: Math.max(new TextDecoder('utf-8').decode(row).indexOf('\uFFFD') + 1, 1) }
    }
    start = end + 1
  }
}
