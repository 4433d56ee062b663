import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { errnoOf } from '../../shared/errors.ts'
import { byteOrder } from '../../shared/files.ts'
import type { RawFile, RawTree } from '../../shared/verdicts/verdict.ts'

// Engines were measured with files of 2 MB; what is larger is no configuration.
const maxBytes = 16 * 1024 * 1024
// As many as the kernel follows.
const maxLinks = 40

/** The files below a root, byte for byte, with links followed as if the root were `/`. */
export function rawTree(root: string): RawTree {
  return {
    file: (path) => readRaw(root, path),
    names: (path) => namesIn(root, path),
    isLink: (path) => linkAt(root + path) !== null,
  }
}

function readRaw(root: string, path: string): RawFile {
  const real = follow(root, path)
  if (real === null) return { kind: 'loop' }
  try {
    // Not to wait for whoever might write into a FIFO.
    const handle = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const found = fstatSync(handle)
      if (found.isDirectory()) return { kind: 'directory' }
      if (!found.isFile()) return { kind: 'special' }
      return found.size > maxBytes ? { kind: 'huge' } : { kind: 'file', bytes: readFileSync(handle) }
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    if (errnoOf(error) === 'ENXIO') return { kind: 'special' }
    return linkAt(root + path) === null ? { kind: 'absent' } : { kind: 'dangling' }
  }
}

function namesIn(root: string, path: string): readonly string[] | null {
  const real = follow(root, path)
  try {
    return real === null ? null : readdirSync(real).toSorted(byteOrder)
  } catch {
    return null
  }
}

// Where a path leads without leaving the root; null where it leads round in a circle.
function follow(root: string, path: string): string | null {
  let rest = path.split('/').filter((part) => part !== '')
  let done: readonly string[] = []
  for (let links = 0; rest.length > 0;) {
    const [part, ...later] = rest as [string, ...string[]]
    const here = part === '..' ? done.slice(0, -1) : part === '.' ? done : [...done, part]
    const link = linkAt(`${root}/${here.join('/')}`)
    if (link === null) {
      done = here
      rest = later
      continue
    }
    if (++links > maxLinks) return null
    rest = [...link.split('/').filter((name) => name !== ''), ...later]
    if (link.startsWith('/')) done = []
  }
  return `${root}/${done.join('/')}`
}

function linkAt(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
