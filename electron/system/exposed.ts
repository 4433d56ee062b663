import { lstat, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failure } from '../../shared/errors.ts'
import type { Target } from '../../shared/targets.ts'
import { orNull } from './or-null.ts'
import type { Resolved } from './resolve-path.ts'

/**
 * Refuses, as root, what others could turn elsewhere: a directory that someone else can write to would let them
 * choose what we write over; so would a link of theirs, or one in such a directory, which may lead to any file of
 * root's.
 */
export async function refuseExposed(
  root: string,
  { existing, links }: Resolved,
  path: string,
  target: Target,
): Promise<void> {
  const trusted = root === '' ? 0 : (await lstat(root)).uid
  const isTrusted = (uid: number): boolean => uid === 0 || uid === trusted
  const group = await trustedGroup(root, target)
  for (const link of links) {
    if (!isTrusted((await lstat(link)).uid)) throw failure('file-exposed', { path, directory: dirname(link) })
  }
  for (const lowest of new Set([existing, ...links.map((link) => dirname(link))])) {
    for (let directory = lowest; directory.length > root.length; directory = dirname(directory)) {
      const { uid, gid, mode } = await lstat(directory)
      const isGroups = gid === group && microk8sArguments.test(directory.slice(root.length))
      const writable = (mode & (isGroups ? 0o002 : 0o022)) !== 0 && (mode & 0o1000) === 0
      if (!isTrusted(uid) || writable) throw failure('file-exposed', { path, directory })
      if (directory === '/') break
    }
  }
}

const microk8sArguments = /^\/var\/snap\/microk8s\/[^/]+\/args(?:\/|$)/

// MicroK8s lets its group write its arguments. Who is in it can start a privileged pod: they are root's equals there,
// and only for that directory's sake is the group looked up.
async function trustedGroup(root: string, target: Target): Promise<number | null> {
  if (target.kind !== 'containerd-hosts-toml' || target.engine !== 'microk8s') return null
  const groups = (await orNull(readFile(`${root}/etc/group`, 'utf8'))) ?? ''
  const gid = /^microk8s:[^:\n]*:(\d+):/m.exec(groups)?.[1]
  return gid === undefined ? null : Number(gid)
}

/** Whether others could turn a path elsewhere. */
export async function isExposed(root: string, resolved: Resolved, path: string, target: Target): Promise<boolean> {
  return await refuseExposed(root, resolved, path, target).then(
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
