import { lstat, open, readdir, readFile, rename, rmdir, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Scope } from '../../shared/engine.ts'
import { errnoOf, failure } from '../../shared/errors.ts'
import { byteOrder, type Digest } from '../../shared/files.ts'
import { targetPath, type Places, type Target } from '../../shared/targets.ts'
import { digestOf } from './digest.ts'
import { fileFailure } from './file-errors.ts'
import { withFileLock } from './lock.ts'
import { hiddenPrefix, readState } from './read-file.ts'
import { resolvePath, type Resolved } from './resolve-path.ts'
import { stateDirectory, type Disk, type Write, type Written } from './system.ts'
import {
  attributesAt,
  digestAt,
  displace,
  makeDirectories,
  makeOpenDirectory,
  syncDirectory,
  writeHidden,
} from './write-file.ts'

/** The files of this machine, or of the directory `root` that stands for one. */
export function realDisk(root: string, places: Places, uid: number): Disk {
  // On the machine itself the kernel follows the links. Below a root an absolute one would lead out of it.
  const at = async (path: string): Promise<string> => (root === '' ? path : (await resolvePath(root, path)).real)
  const own = async <T>(path: string, use: (real: string) => Promise<T>): Promise<T> => {
    try {
      return await use(await at(path))
    } catch (error) {
      throw fileFailure(error, path, uid)
    }
  }
  const everyones = [stateDirectory('system', places), '/etc/pullcord']
  const isForEveryone = (path: string): boolean => everyones.some((one) => path === one || path.startsWith(`${one}/`))
  const makeOwn = (path: string): Promise<void> => own(path, (real) => makeDirectories(real, isForEveryone(path)))
  return {
    root,
    places,
    uid,
    read: (path) => readState(root, path, uid),
    list: (path, ending) => listDirectory(root, path, ending, uid),
    isLink: (path) => isLink(root, path),
    inspect: (target) => inspect(root, targetPath(target, places), uid),
    write: (write) => writeTarget(root, places, uid, write),
    restore: (written) => restore(root, places, uid, written),
    discard,
    removeDirectories: async (paths) => removeDirectories(await Promise.all(paths.map(at))),
    sweep: (targets, known) => sweep(root, places, uid, targets, known),
    load: (path) => own(path, (real) => orNull(readFile(real, 'utf8'))),
    store: (path, text, mode) =>
      own(path, async (real) => {
        await makeDirectories(dirname(real), isForEveryone(path))
        await storeFile(real, text, mode, uid)
      }),
    jot: (path, text, mode) =>
      own(path, async (real) => {
        await makeDirectories(dirname(real), isForEveryone(path))
        await jotFile(real, text, mode)
      }),
    remove: (path) => own(path, async (real) => void (await orNull(unlink(real)))),
    makeDirectory: makeOwn,
    names: (path) => own(path, (real) => orNull(readdir(real))),
    async locked(scope, work) {
      const directory = stateDirectory(scope, places)
      await makeOwn(directory)
      return await withFileLock(await own(directory, async (real) => join(real, 'lock')), uid, work)
    },
  }
}

async function listDirectory(
  root: string,
  path: string,
  ending: string,
  uid: number,
): Promise<readonly string[] | null> {
  try {
    const { real } = await resolvePath(root, path)
    // A directory of such a name is read by no engine.
    const files = (await readdir(real, { withFileTypes: true })).filter((entry) => !entry.isDirectory())
    return files.flatMap(({ name }) => (name.endsWith(ending) ? [name] : [])).sort(byteOrder)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return []
    if (errnoOf(error) === 'EACCES') return null
    throw fileFailure(error, path, uid)
  }
}

async function isLink(root: string, path: string): Promise<boolean> {
  try {
    const { real } = await resolvePath(root, dirname(path))
    return (await lstat(join(real, basename(path)))).isSymbolicLink()
  } catch {
    // Where nothing is, or nothing may be seen, the listing tells.
    return false
  }
}

async function inspect(root: string, path: string, uid: number): ReturnType<Disk['inspect']> {
  try {
    const { real, missing } = await resolvePath(root, path)
    const attributes = missing.length > 0 ? null : await attributesAt(real)
    const closed = attributes !== null && ((attributes.mode & 0o004) === 0 || (await isClosed(root, dirname(real))))
    return { attributes, missing, closed }
  } catch (error) {
    throw fileFailure(error, path, uid)
  }
}

async function isClosed(root: string, directory: string): Promise<boolean> {
  for (let above = directory; above.length > root.length && above !== '/'; above = dirname(above)) {
    if (((await lstat(above)).mode & 0o001) === 0) return true
  }
  return false
}

async function writeTarget(root: string, places: Places, uid: number, write: Write): Promise<Written> {
  const path = targetPath(write.target, places)
  const made: string[] = []
  try {
    const resolved = await resolvePath(root, path)
    const { real, missing } = resolved
    if (write.target.scope === 'system' && uid === 0) await refuseExposed(root, resolved, path)
    const before = await attributesAt(real)
    if ((before && (await digestAt(real))) !== write.expect) throw failure('file-drifted', { path })
    for (const directory of write.text === null ? [] : missing) {
      made.push(directory)
      await makeOpenDirectory(root + directory)
    }
    const like = before === null ? null : real
    const temporary = write.text === null ? null : await writeHidden(real, write.text, like, write.attributes)
    const kept = await displace(real, temporary, write.expect, path).catch(async (error: unknown) => {
      if (temporary) await unlink(temporary).catch(() => undefined)
      throw error
    })
    const digest = write.text === null ? null : digestOf(write.text)
    const written: Written = { target: write.target, digest, kept, keptDigest: write.expect }
    await syncDirectory(dirname(real)).catch(async (error: unknown) => {
      await restore(root, places, uid, written)
      throw error
    })
    return written
  } catch (error) {
    await removeDirectories(made.map((directory) => root + directory)).catch(() => undefined)
    throw fileFailure(error, path, uid)
  }
}

// As root, a directory that someone else can write to would let them choose what we write over; so would a link
// of theirs, or one in such a directory, which may lead to any file of root's.
async function refuseExposed(root: string, { existing, links }: Resolved, path: string): Promise<void> {
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

async function isExposed(root: string, resolved: Resolved, path: string): Promise<boolean> {
  return await refuseExposed(root, resolved, path).then(
    () => false,
    () => true,
  )
}

// The displaced file itself returns, with all that it carries, and needs no room for that.
async function restore(root: string, places: Places, uid: number, { target, digest, kept }: Written): Promise<void> {
  const path = targetPath(target, places)
  try {
    const { real } = await resolvePath(root, path)
    const displaced = await displace(real, kept, digest, path)
    if (displaced !== null) await unlink(displaced)
    await syncDirectory(dirname(real))
  } catch (error) {
    throw fileFailure(error, path, uid)
  }
}

async function discard({ kept, keptDigest }: Written): Promise<boolean> {
  if (kept === null) return true
  // Whoever held the old file open may have saved into it after it was displaced.
  if ((await digestAt(kept)) !== keptDigest) return false
  await unlink(kept)
  return true
}

async function removeDirectories(real: readonly string[]): Promise<void> {
  for (const path of real.toReversed()) {
    await rmdir(path).catch((error: unknown) => {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) throw error
    })
  }
}

async function sweep(
  root: string,
  places: Places,
  uid: number,
  targets: readonly Target[],
  known: readonly Digest[],
): Promise<void> {
  for (const scope of new Set(targets.map((target) => target.scope))) await sweepOwn(root, scope, places)
  for (const target of targets) {
    const path = targetPath(target, places)
    const resolved = await resolvePath(root, path).catch(() => null)
    if (resolved === null) continue
    // Where someone else chose the directory, nothing of ours was ever written.
    const exposed = target.scope === 'system' && uid === 0 && (await isExposed(root, resolved, path))
    if (exposed) continue
    const directory = dirname(resolved.real)
    const names = (await orNull(readdir(directory))) ?? []
    for (const name of names.filter((one) => one.startsWith(hiddenPrefix))) {
      const found = join(directory, name)
      // A second name of a file that is still there, or text that we know: an edit of someone's is neither.
      const spare =
        name.endsWith('.new') ||
        ((await orNull(lstat(found)))?.nlink ?? 0) > 1 ||
        known.includes((await digestAt(found)) ?? '')
      if (spare) await orNull(unlink(found))
    }
  }
}

// Only where nothing is stored but under the lock that the sweep holds.
async function sweepOwn(root: string, scope: Scope, places: Places): Promise<void> {
  const ours = [`${stateDirectory(scope, places)}/originals`, ...(scope === 'system' ? ['/etc/pullcord'] : [])]
  for (const path of ours) {
    const { real } = await resolvePath(root, path)
    const names = (await orNull(readdir(real))) ?? []
    const left = names.filter((name) => name.startsWith(hiddenPrefix) && name.endsWith('.new'))
    for (const name of left) await orNull(unlink(join(real, name)))
  }
}

async function storeFile(real: string, text: string, mode: number, uid: number): Promise<void> {
  const carries = { mode, uid, gid: process.getgid?.() ?? uid, modifiedAt: Date.now() }
  const temporary = await writeHidden(real, text, null, carries)
  await rename(temporary, real)
  await syncDirectory(dirname(real))
}

// Never over a file that is there: a name that someone put in the way leads nowhere.
async function jotFile(real: string, text: string, mode: number): Promise<void> {
  const handle = await open(real, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.chmod(mode)
  } finally {
    await handle.close()
  }
}

async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return null
    throw error
  }
}
