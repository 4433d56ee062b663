import { pathFrom, tidy } from './file-paths.ts'
import { under, type Tree } from './yaml-tree.ts'

/** What stands where in a container. */
export interface Mount {
  /** A path of this machine, or the name of a volume. */
  readonly source: string
  readonly isPath: boolean
  /** A path in the container. */
  readonly target: string
}

/** A port of a container, and the one of the machine that leads to it. */
export interface Port {
  /** Null for one that compose chooses. */
  readonly published: number | null
  readonly target: number
}

type TextOf = (tree: Tree | null) => string

/** Reads an item of `volumes`, short or long (docs.docker.com/reference/compose-file/services, “volumes”). */
export function mountOf(item: Tree, text: TextOf, folder: string): readonly Mount[] {
  if (item.kind === 'map') {
    return mountsOf(text(under(item, 'source')), text(under(item, 'target')), folder)
  }
  // A variable's default may hold colons; it has been put in by now.
  const [first = '', second] = text(item).split(':')
  return second === undefined ? mountsOf('', first, folder) : mountsOf(first, second, folder)
}

function mountsOf(source: string, target: string, folder: string): readonly Mount[] {
  if (target === '') return []
  const isPath = /^[./~]/.test(source)
  const isKnown = isPath && !source.startsWith('~')
  return [{ source: isKnown ? pathFrom(folder, source) : source, isPath: isKnown, target: tidy(target) }]
}

/** Reads an item of `ports`, short or long; a range counts by its first port. */
export function portOf(item: Tree, text: TextOf): readonly Port[] {
  if (item.kind === 'map') {
    return portsOf(text(under(item, 'published')), text(under(item, 'target')))
  }
  const parts = text(item)
    .replace(/\/\w+$/, '')
    .split(':')
  return portsOf(parts.length > 1 ? (parts.at(-2) ?? '') : '', parts.at(-1) ?? '')
}

function portsOf(published: string, target: string): readonly Port[] {
  const [from, to] = [Number.parseInt(published, 10), Number.parseInt(target, 10)]
  return Number.isNaN(to) ? [] : [{ published: Number.isNaN(from) ? null : from, target: to }]
}
