import { lstat, readdir, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Scope } from '../../shared/engine.ts'
import type { Digest } from '../../shared/files.ts'
import { targetPath, type Places, type Target } from '../../shared/targets.ts'
import { isExposed } from './exposed.ts'
import { orNull } from './or-null.ts'
import { hiddenPrefix } from './read-file.ts'
import { resolvePath } from './resolve-path.ts'
import { stateDirectory } from './system.ts'
import { digestAt } from './write-file.ts'

/** Clears what a killed run left beside targets and among originals. Under the lock. */
export async function sweep(
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
    const exposed = target.scope === 'system' && uid === 0 && (await isExposed(root, resolved, path, target))
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
