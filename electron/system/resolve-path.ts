import { lstat, readlink } from 'node:fs/promises'
import { posix } from 'node:path'
import { errnoOf, failure } from '../../shared/errors.ts'

// As many as the kernel follows.
const maxLinks = 40
// Files below these are made by another tool, which would overwrite an edit.
const managed = ['/nix/store/', '/ostree/']

/** Where a path leads below a root, links followed as if the root were `/`. */
export interface Resolved {
  /** On this machine, root included; every component but the last exists or is to be made. */
  readonly real: string
  /** Below the root. */
  readonly logical: string
  /** The nearest directory that exists, on this machine. */
  readonly existing: string
  /** Directories between it and the file that do not exist, below the root, outermost first. */
  readonly missing: readonly string[]
  /** The symbolic links on the way, on this machine: whoever can change one chooses where the path leads. */
  readonly links: readonly string[]
}

/** Follows symbolic links of every component, the last one included, without ever leaving the root. */
export async function resolvePath(root: string, path: string): Promise<Resolved> {
  let rest = path.split('/').filter((part) => part !== '')
  let done: string[] = []
  const links: string[] = []
  while (rest.length > 0) {
    const [part, ...later] = rest as [string, ...string[]]
    rest = later
    if (part === '.') continue
    if (part === '..') {
      done = done.slice(0, -1)
      continue
    }
    const here = `${root}/${[...done, part].join('/')}`
    const link = await linkAt(here)
    if (link === undefined) return { ...absent(root, done, [part, ...rest]), links }
    if (link === null) {
      done = [...done, part]
      continue
    }
    links.push(here)
    if (links.length > maxLinks) throw failure('file-loop', { path })
    const to = link.startsWith('/') ? link : `/${[...done, link].join('/')}`
    if (managed.some((directory) => posix.normalize(to).startsWith(directory)))
      throw failure('file-managed', { path, real: to })
    rest = [...to.split('/').filter((name) => name !== ''), ...rest]
    done = []
  }
  const logical = `/${done.join('/')}`
  return { real: root + logical, logical, existing: posix.dirname(root + logical), missing: [], links }
}

/** Where a link leads; null for what is no link, undefined for nothing at all. */
async function linkAt(path: string): Promise<string | null | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await readlink(path) : null
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function absent(root: string, done: readonly string[], rest: readonly string[]): Omit<Resolved, 'links'> {
  const logical = posix.normalize(`/${[...done, ...rest].join('/')}`)
  const missing = rest.slice(0, -1).map((_, at) => `/${[...done, ...rest.slice(0, at + 1)].join('/')}`)
  return { real: root + logical, logical, existing: `${root}/${done.join('/')}`, missing }
}
