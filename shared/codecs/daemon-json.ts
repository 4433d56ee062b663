import { parseTree, type Node, type ParseError } from 'jsonc-parser'
import { notice } from '../notice.ts'
import { checkPlainText, placeOf, refusalAt, unparseable, type Parsed } from './parsed.ts'

/** The keys of daemon.json that Pullcord may touch; each holds a list of texts. */
export type ListKey = 'registry-mirrors' | 'insecure-registries'

/** A stretch of the text, in UTF-16 units. */
export interface Span {
  readonly offset: number
  readonly length: number
}

/** Where a list stands in the text, from `[` to `]`, and what it holds. */
export interface ListNode extends Span {
  readonly items: readonly (Span & { readonly value: string })[]
  /** Which of the object's properties it is. */
  readonly property: number
}

/** A daemon.json, as far as it concerns mirrors; `text` is kept byte for byte. */
export interface DaemonJson {
  readonly text: string
  /** Of `{` to `}`. */
  readonly object: Span
  /** Each from its key to the end of its value. */
  readonly properties: readonly Span[]
  readonly lists: Readonly<Record<ListKey, ListNode | null>>
}

const keys: readonly ListKey[] = ['registry-mirrors', 'insecure-registries']

/** Reads a daemon.json as strictly as dockerd does: no comments, no trailing commas, nothing behind the object. */
export function parseDaemonJson(path: string, text: string): Parsed<DaemonJson> {
  const refusal = checkPlainText(path, text)
  if (refusal) return { ok: false, refusal }
  const errors: ParseError[] = []
  const root = treeOf(text, errors)
  const strict = strictError(text)
  if (strict !== null || !root) {
    return {
      ok: false,
      refusal: unparseable(path, placeOf(text, errors[0]?.offset ?? 0), strict ?? 'nested too deeply'),
    }
  }
  if (root.type !== 'object')
    return { ok: false, refusal: unparseable(path, placeOf(text, root.offset), 'not a JSON object') }
  const lists: Record<ListKey, ListNode | null> = { 'registry-mirrors': null, 'insecure-registries': null }
  for (const key of keys) {
    const [property, value] = lastValueOf(root, key)
    if (!value) continue
    const list = toList(value, property)
    if (!list) {
      const place = placeOf(text, value.offset)
      return { ok: false, refusal: refusalAt(path, place, notice('docker-key-not-list', { path, ...place, key })) }
    }
    lists[key] = list
  }
  const spanOf = ({ offset, length }: Node): Span => ({ offset, length })
  return { ok: true, value: { text, object: spanOf(root), properties: (root.children ?? []).map(spanOf), lists } }
}

// It calls itself for each level; dockerd gives up at 10,000.
function treeOf(text: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  } catch {
    return undefined
  }
}

// The tolerant parser gives places, the strict one the verdict.
function strictError(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return (error as Error).message.replace(/ in JSON at position.*$|, (?:"|\.\.\.).*$/s, '')
  }
}

// Of a key that stands twice the last one counts [measured 20.10, 26.1, 28.5].
function lastValueOf(object: Node, key: string): readonly [property: number, value: Node | undefined] {
  const properties = object.children ?? []
  const at = properties.findLastIndex((property) => property.children?.[0]?.value === key)
  return [at, properties[at]?.children?.[1]]
}

// `null` is an empty list to Go.
function toList({ type, offset, length, children = [] }: Node, property: number): ListNode | null {
  if (type === 'null') return { items: [], offset, length, property }
  if (type !== 'array' || !children.every((item) => item.type === 'string')) return null
  const items = children.map((item) => ({ value: String(item.value), offset: item.offset, length: item.length }))
  return { items, offset, length, property }
}
