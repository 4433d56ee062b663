import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, link, lstat, mkdir, open, rename, unlink, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errnoOf, failure } from '../../shared/errors.ts'
import type { Digest } from '../../shared/files.ts'
import { digestOf } from './digest.ts'
import { hiddenPrefix, readBytes } from './read-file.ts'
import { runProgram } from './run.ts'
import type { Attributes } from './system.ts'

const copyMs = 10_000

/** A hidden name beside a file: random, and with an ending that no engine reads. */
function hiddenName(real: string, ending: 'new' | 'kept'): string {
  return join(dirname(real), `${hiddenPrefix}${randomBytes(12).toString('hex')}.${ending}`)
}

/** The digest of a file as it is now; null where there is none. */
export async function digestAt(real: string): Promise<Digest | null> {
  try {
    return digestOf(await readBytes(real))
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

/** What a file carries; null where there is none. */
export async function attributesAt(real: string): Promise<Attributes | null> {
  try {
    const { mode, uid, gid, mtimeMs } = await lstat(real)
    return { mode: mode & 0o7777, uid, gid, modifiedAt: mtimeMs }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}

/**
 * Writes text to a new hidden file beside `real`, synced, and returns its name. It carries what `like` carries
 * (extended attributes and ACL included), else `attributes`, else mode 0644 whatever the umask: a drop-in that
 * others cannot read makes every rootless pull fail. The time of `attributes` is kept in either case.
 */
export async function writeHidden(
  real: string,
  text: string,
  like: string | null,
  attributes: Attributes | null,
): Promise<string> {
  const temporary = hiddenName(real, 'new')
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
  const handle = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
  try {
    await handle.writeFile(text)
    if (like === null) {
      if (attributes) await handle.chown(attributes.uid, attributes.gid)
      await handle.chmod(attributes?.mode ?? 0o644)
    } else await copyAttributes(like, temporary)
    if (attributes) await utimes(temporary, attributes.modifiedAt / 1000, attributes.modifiedAt / 1000)
    await handle.sync()
  } catch (error) {
    await unlink(temporary).catch(() => undefined)
    throw error
  } finally {
    await handle.close()
  }
  return temporary
}

// Extended attributes and ACL are beyond Node.
async function copyAttributes(from: string, to: string): Promise<void> {
  const { code, stderr } = await runProgram(
    ['cp', '--attributes-only', '--preserve=all', '--no-preserve=timestamps', '--', from, to],
    { timeoutMs: copyMs },
  )
  if (code !== 0) throw new Error(stderr.trim())
}

/**
 * Puts a hidden file in the place of `real`, which must hold `expect` until then. Returns the name under which
 * the displaced bytes are kept. An edit in place (the same file, written to) that lands between the last look and
 * the rename is put back. One that was saved by a rename of its own in that moment is lost: the kernel can swap two
 * names (RENAME_EXCHANGE), Node cannot.
 */
export async function displace(
  real: string,
  temporary: string | null,
  expect: Digest | null,
  path: string,
): Promise<string | null> {
  if (expect === null) {
    if (temporary === null) return null
    await linkNew(temporary, real, path)
    return null
  }
  const kept = hiddenName(real, 'kept')
  if (temporary === null) await rename(real, kept)
  else {
    await link(real, kept)
    try {
      if ((await digestAt(real)) !== expect) throw failure('file-drifted', { path })
      await rename(temporary, real)
    } catch (error) {
      await unlink(kept).catch(() => undefined)
      throw error
    }
  }
  if ((await digestAt(kept)) === expect) return kept
  await putBack(kept, real, temporary === null)
  throw failure('file-kept-away', { path })
}

// Over our own text by a rename; where we removed the file, only if nobody has made a new one since.
async function putBack(kept: string, real: string, removed: boolean): Promise<void> {
  if (!removed) return await rename(kept, real)
  await link(kept, real)
  await unlink(kept)
}

// A link, unlike a rename, fails where someone has made the file meanwhile. A hidden name left over is swept.
async function linkNew(temporary: string, real: string, path: string): Promise<void> {
  try {
    await link(temporary, real)
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw failure('file-drifted', { path }, error)
    throw error
  }
  await unlink(temporary).catch(() => undefined)
}

/** Makes the change of names in a directory survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a directory with those above it; where they are for everyone, everyone may enter them whatever the umask. */
export async function makeDirectories(path: string, forEveryone: boolean): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o755 })
  if (first === undefined || !forEveryone) return
  for (let made = path; made.length >= first.length; made = dirname(made)) await chmod(made, 0o755)
}

/** Makes a directory that everyone may enter, whatever the umask. */
export async function makeOpenDirectory(path: string): Promise<void> {
  await mkdir(path, { mode: 0o755 })
  await chmod(path, 0o755)
}
