import { posix } from 'node:path'
import type { RawFile, RawTree } from '../../../shared/verdicts/verdict.ts'

/** What stands at a path of a tree in memory: bytes, or a kind of file that has none. */
export type Node =
  | Uint8Array
  | { readonly kind: 'link'; readonly to: string }
  | { readonly kind: 'directory' }
  | { readonly kind: 'special' }

/** A tree of files in memory, with links followed as a kernel follows them. */
export function linkedTree(nodes: ReadonlyMap<string, Node>): RawTree {
  const paths = [...nodes.keys()]
  const below = (path: string): readonly string[] => paths.filter((one) => one.startsWith(`${path}/`))

  // A path without links, or what stands in its way: 'absent' or 'loop'.
  function real(path: string, links = 0): string {
    let at = ''
    const parts = path.split('/').slice(1)
    for (const [i, part] of parts.entries()) {
      at += `/${part}`
      const node = nodes.get(at)
      if (node && 'kind' in node && node.kind === 'link') {
        if (links > 40) return 'loop'
        const to = node.to.startsWith('/') ? node.to : `${at.slice(0, at.lastIndexOf('/'))}/${node.to}`
        return real(posix.normalize([to, ...parts.slice(i + 1)].join('/')), links + 1)
      }
      if (!node && below(at).length === 0) return 'absent'
    }
    return at
  }

  const isLink = (path: string): boolean => {
    const node = nodes.get(path)
    return node !== undefined && 'kind' in node && node.kind === 'link'
  }
  const file = (path: string): RawFile => {
    const at = real(path)
    if (at === 'loop') return { kind: 'loop' }
    if (at === 'absent') return { kind: isLink(path) ? 'dangling' : 'absent' }
    const node = nodes.get(at)
    if (node instanceof Uint8Array) return { kind: 'file', bytes: node }
    return node?.kind === 'special' ? { kind: 'special' } : { kind: 'directory' }
  }
  return {
    file,
    isLink,
    names: (path) => {
      if (file(path).kind !== 'directory') return null
      const at = real(path)
      return [...new Set(below(at).map((one) => one.slice(at.length + 1).split('/')[0]!))].toSorted((a, b) =>
        Buffer.compare(Buffer.from(a), Buffer.from(b)),
      )
    },
  }
}
