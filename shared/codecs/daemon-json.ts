import { parseTree, type Node, type ParseError } from 'jsonc-parser'
import { notice } from '../notice.ts'
import { checkPlainText, placeOf, refusalAt, unparseable, type Parsed } from './parsed.ts'

/** The keys of daemon.json that Pullcord may touch; each holds a list of texts. */
export type ListKey = 'registry-mirrors' | 'insecure-registries'

/** Where a list stands in the text, and what it holds. Offsets are of UTF-16 units. */
export interface ListNode {
  readonly items: readonly { readonly value: string; readonly offset: number; readonly length: number }[]
  /** Of `[` to `]`. */
  readonly offset: number
  readonly length: number
}

/** A daemon.json, as far as it concerns mirrors; `text` is kept byte for byte. */
export interface DaemonJson {
  readonly text: string
  /** Of `{` to `}`. */
  readonly object: { readonly offset: number; readonly length: number }
  /** Offsets just behind the last property's value and at the first key; null in an empty object. */
  readonly lastEnd: number | null
  readonly firstKey: number | null
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
    const value = lastValueOf(root, key)
    if (!value) continue
    const list = toList(value)
    if (!list) {
      const place = placeOf(text, value.offset)
      return { ok: false, refusal: refusalAt(path, place, notice('docker-key-not-list', { path, ...place, key })) }
    }
    lists[key] = list
  }
  const last = root.children?.at(-1)
  const { offset, length } = root
  const lastEnd = last ? last.offset + last.length : null
  return {
    ok: true,
    value: { text, object: { offset, length }, lastEnd, firstKey: root.children?.[0]?.offset ?? null, lists },
  }
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
function lastValueOf(object: Node, key: string): Node | undefined {
  return object.children?.findLast((property) => property.children?.[0]?.value === key)?.children?.[1]
}

// `null` is an empty list to Go.
function toList(node: Node): ListNode | null {
  const { offset, length } = node
  if (node.type === 'null') return { items: [], offset, length }
  const items = node.children ?? []
  if (node.type !== 'array' || !items.every(({ type }) => type === 'string')) return null
  return {
    items: items.map((item) => ({ value: String(item.value), offset: item.offset, length: item.length })),
    offset,
    length,
  }
}
