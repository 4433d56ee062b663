import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import { checkLimits } from './limits.ts'
import { checkPlainText, unparseable, type Parsed } from '../../codecs/parsed.ts'

/** A YAML document as texts, each with the line on which it stands; aliases and merge keys are followed. */
export type Tree =
  | { readonly kind: 'scalar'; readonly text: string | null; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly line: number }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Tree>; readonly line: number }

/** What the parser lets pass and compose does not, at its offset. */
class Fault extends Error {
  readonly offset: number

  constructor(message: string, node: Node) {
    super(message)
    this.offset = node.range?.[0] ?? 0
  }
}

/**
 * Reads one document of YAML 1.2 with the merge key of 1.1, which compose follows too. What an alias stands for is
 * made once and shared, so that a document of aliases to aliases costs no more than it is long.
 */
export function parseTree(path: string, text: string): Parsed<Tree> {
  const refusal = checkPlainText(path, text)
  if (refusal) return { ok: false, refusal }
  const lines = new LineCounter()
  const refuse = (offset: number, why: string): Parsed<Tree> => {
    const { line, col } = lines.linePos(offset)
    return { ok: false, refusal: unparseable(path, { line: Math.max(line, 1), column: Math.max(col, 1) }, why) }
  }
  if (text.length > checkLimits.yaml) return refuse(0, `it has more than ${checkLimits.yaml / 1024} KB`)
  try {
    // Looking each key up among all others before it would take minutes for a map of many.
    const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' } as const
    const document = parseDocument(text, options)
    const [error] = document.errors
    return error ? refuse(error.pos[0], error.message) : { ok: true, value: treeOf(document, lines) }
  } catch (error) {
    if (error instanceof Fault) return refuse(error.offset, error.message)
    // A document of brackets alone is deeper than the stack.
    return refuse(0, error instanceof RangeError ? 'it is nested too deeply' : (error as Error).message)
  }
}

function treeOf(document: Document.Parsed, lines: LineCounter): Tree {
  const made = new Map<Node, Tree>()
  // In the order of the text: an alias is of the last anchor before it.
  const anchors = new Map<string, Node>()
  const nothing: Tree = { kind: 'scalar', text: null, line: 1 }
  let mergedNames = 0

  const tree = (node: unknown): Tree => {
    if (isAlias(node)) {
      const meant = anchors.get(node.source)
      if (meant === undefined) throw new Fault(`nothing is called &${node.source}`, node)
      return made.get(meant) ?? nothing
    }
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return nothing
    if (node.anchor !== undefined) anchors.set(node.anchor, node)
    const fresh = build(node)
    made.set(node, fresh)
    return fresh
  }

  const build = (node: Node): Tree => {
    const line = lines.linePos(node.range?.[0] ?? 0).line
    if (isSeq(node)) return { kind: 'list', items: node.items.map(tree), line }
    if (isScalar(node)) return { kind: 'scalar', text: textOf(node.value, node.source), line }
    if (!isMap(node)) return nothing
    const own = new Map<string, Tree>()
    const merged = new Map<string, Tree>()
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? (textOf(key.value, key.source) ?? '') : ''
      const one = tree(value)
      if (name === '<<') {
        const brought = mergedBy(one)
        mergedNames += brought.length
        if (mergedNames > checkLimits.merged) throw new Fault('its merge keys repeat too much', node)
        for (const [under, from] of brought) merged.set(under, merged.get(under) ?? from)
      } else if (own.has(name)) throw new Fault(`“${name}” stands there twice`, isScalar(key) ? key : node)
      else own.set(name, placed(one, key))
    }
    return { kind: 'map', entries: new Map([...merged, ...own]), line }
  }

  // A map or list stands where its name does.
  const placed = (one: Tree, key: unknown): Tree =>
    one.kind === 'scalar' || !isScalar(key) ? one : { ...one, line: lines.linePos(key.range?.[0] ?? 0).line }

  return tree(document.contents)
}

// Of several merged maps the first has the say; what stands beside them outranks all, before them or after.
function mergedBy(from: Tree): readonly (readonly [string, Tree])[] {
  if (from.kind === 'map') return [...from.entries]
  if (from.kind === 'list') return from.items.flatMap((item) => (item.kind === 'map' ? [...item.entries] : []))
  return []
}

function textOf(value: unknown, source: string | undefined): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  // A number or a truth value, as it was written.
  return source ?? JSON.stringify(value)
}

/** What stands under a name of a map; null for anything else. */
export function under(tree: Tree | null, ...names: readonly string[]): Tree | null {
  let at = tree
  for (const name of names) at = at?.kind === 'map' ? (at.entries.get(name) ?? null) : null
  return at
}

/** The items of a list; of a single value, that one. */
export function itemsOf(tree: Tree | null): readonly Tree[] {
  if (tree === null || (tree.kind === 'scalar' && tree.text === null)) return []
  return tree.kind === 'list' ? tree.items : [tree]
}

/** The names of a map, or what a list holds: compose takes either where names suffice. */
export function namesIn(tree: Tree | null): readonly string[] {
  if (tree?.kind === 'map') return [...tree.entries.keys()]
  return itemsOf(tree).flatMap((item) => (item.kind === 'scalar' && item.text !== null ? [item.text] : []))
}
