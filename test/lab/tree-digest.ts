import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs'
import { join } from 'node:path'

/** Where the files of a tree are found: a machine, or a folder that stands for one. */
export interface Rooted {
  path(inside: string): string
}

/** What a tree digest leaves out or adds. */
export interface TreeOptions {
  /** Paths that are none of ours, with all below them: an engine's storage, stored settings. */
  readonly except?: readonly string[]
  /** Whether files' times of change count too: for files that should not have been touched at all. */
  readonly times?: boolean
}

function kindOf(path: string, stats: Stats): string {
  if (stats.isDirectory()) return 'directory'
  if (stats.isSymbolicLink()) return `link to ${readlinkSync(path)}`
  if (stats.isFile()) return `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`
  return 'special'
}

function* walk(root: Rooted, inside: string, options: TreeOptions): Generator<string> {
  if (options.except?.includes(inside) === true) return
  const path = root.path(inside)
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats === undefined) {
    yield `${inside} absent`
    return
  }
  const mode = (stats.mode & 0o7777).toString(8).padStart(4, '0')
  // A directory's link count only repeats how many directories it holds.
  const links = stats.isDirectory() ? '' : ` ${stats.nlink} links`
  const time = options.times === true && stats.isFile() ? ` ${stats.mtimeMs}` : ''
  yield `${inside} ${mode} ${stats.uid}:${stats.gid}${links} ${kindOf(path, stats)}${time}`
  if (!stats.isDirectory()) return
  for (const name of readdirSync(path).sort()) yield* walk(root, join(inside, name), options)
}

/**
 * One line for every path below the folders of a root: mode, owner, links and the digest of its
 * bytes. Two equal lists mean "as before", and two that differ name the path.
 */
export function treeDigest(root: Rooted, folders: readonly string[], options: TreeOptions = {}): readonly string[] {
  return folders.flatMap((folder) => [...walk(root, folder, options)])
}
