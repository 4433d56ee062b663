import { lstat, open, readdir, readFile, rename, rmdir, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errnoOf, failure } from '../../shared/errors.ts'
import { byteOrder } from '../../shared/files.ts'
import { targetPath, type Places } from '../../shared/targets.ts'
import { digestOrNull } from './digest.ts'
import { isClosed, refuseExposed } from './exposed.ts'
import { fileFailure } from './file-errors.ts'
import { withFileLock } from './lock.ts'
import { readState } from './read-file.ts'
import { orNull } from './or-null.ts'
import { resolvePath } from './resolve-path.ts'
import { sweep } from './sweep.ts'
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
    return { attributes, missing: asNamed(path, missing), closed }
  } catch (error) {
    throw fileFailure(error, path, uid)
  }
}

// Directories to be made by the names of the path, where they are the same: a snap's “current” leads elsewhere after
// a refresh, which copies what we made.
function asNamed(path: string, missing: readonly string[]): readonly string[] {
  const parents = path.split('/').slice(0, -1)
  const named = missing.map((_, at) => parents.slice(0, parents.length - (missing.length - 1 - at)).join('/'))
  return named.every((one, at) => basename(one) === basename(missing[at]!)) ? named : missing
}

async function writeTarget(root: string, places: Places, uid: number, write: Write): Promise<Written> {
  const path = targetPath(write.target, places)
  const made: string[] = []
  try {
    const resolved = await resolvePath(root, path)
    const { real, missing } = resolved
    if (write.target.scope === 'system' && uid === 0) await refuseExposed(root, resolved, path, write.target)
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
    const digest = digestOrNull(write.text)
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
