import type { RawFile, RawTree } from '../../../shared/verdicts/verdict.ts'

/** A tree of files as bytes or texts, and of the directories that they stand in. */
export function treeOf(
  files: Readonly<Record<string, string | Uint8Array | Exclude<RawFile, { kind: 'file' }>>>,
): RawTree {
  const paths = Object.keys(files)
  return {
    file: (path) => {
      const found = files[path]
      if (typeof found === 'string') return { kind: 'file', bytes: new TextEncoder().encode(found) }
      if (found instanceof Uint8Array) return { kind: 'file', bytes: found }
      if (found !== undefined) return found
      return { kind: paths.some((other) => other.startsWith(`${path}/`)) ? 'directory' : 'absent' }
    },
    names: (path) => {
      const inside = paths.filter((other) => other.startsWith(`${path}/`))
      return inside.length === 0
        ? null
        : [...new Set(inside.map((other) => other.slice(path.length + 1).split('/')[0]!))].toSorted()
    },
    isLink: () => false,
  }
}
