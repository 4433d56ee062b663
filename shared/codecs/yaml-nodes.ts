/** Where something stands in the text, in UTF-16 units, the end not included. */
interface YamlSpan {
  readonly start: number
  readonly end: number
}

/** A text, as it is meant; how it is spelled stands in the file. */
export interface YamlScalar extends YamlSpan {
  readonly kind: 'scalar'
  readonly value: string
  readonly style: 'plain' | 'single' | 'double'
}

/** From its key to the end of its value, which is null where nothing stands there. */
export interface YamlEntry extends YamlSpan {
  readonly key: YamlScalar
  readonly value: YamlNode | null
}

/** `flow`: in braces. `indent`: the column of its keys, where it is a block. */
export interface YamlMap extends YamlSpan {
  readonly kind: 'map'
  readonly flow: boolean
  readonly indent: number
  readonly entries: readonly YamlEntry[]
}

/** From the dash to the end of its value, or the value alone in brackets. */
export interface YamlItem extends YamlSpan {
  readonly value: YamlNode
}

/** `flow`: in brackets. `indent`: the column of its dashes, where it is a block. */
export interface YamlSeq extends YamlSpan {
  readonly kind: 'seq'
  readonly flow: boolean
  readonly indent: number
  readonly items: readonly YamlItem[]
}

export type YamlNode = YamlScalar | YamlMap | YamlSeq

/** A node as a value, every scalar a text; null where nothing stands, or a plain null. */
export type YamlValue = string | null | readonly YamlValue[] | { readonly [key: string]: YamlValue }

/** Whether a node is nothing, or says so. */
export function isNull(node: YamlNode | null): boolean {
  return (
    node === null || (node.kind === 'scalar' && node.style === 'plain' && /^(?:~|null|Null|NULL)$/.test(node.value))
  )
}

/** What a node means. */
export function valueOf(node: YamlNode | null): YamlValue {
  if (node === null || isNull(node)) return null
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'seq') return node.items.map(({ value }) => valueOf(value))
  return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, valueOf(value)]))
}

/** The entry of a key; null where there is none. */
export function entryOf(node: YamlNode | null, key: string): YamlEntry | null {
  return node?.kind === 'map' ? (node.entries.find((entry) => entry.key.value === key) ?? null) : null
}

/** The node at the end of these keys; null where there is none. */
export function nodeAt(node: YamlNode | null, keys: readonly string[]): YamlNode | null {
  return keys.reduce((inner, key) => entryOf(inner, key)?.value ?? null, node)
}
