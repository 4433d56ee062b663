import { parseTree, type Node, type ParseError } from 'jsonc-parser'
import { hasUnseen } from '../plain-text.ts'

/** What is wrong with a JSON text, and where: an offset in UTF-16 units. */
export class Misread extends Error {
  readonly at: number
  constructor(at: number, why: string) {
    super(why)
    this.at = at
  }
}

/** A value and where it stands; the value of an object or a list is read by `objectIn` and `listIn`. */
export interface Field {
  readonly at: number
  readonly value: unknown
  readonly node: Node
}

/** An object whose keys are known. */
export interface Fields {
  /** Null where the key is missing. */
  get(key: string): Field | null
  need(key: string): Field
}

/** Reads a text as strictly as JSON is (RFC 8259). */
export function readJson(text: string): Field {
  const errors: ParseError[] = []
  const root = treeOf(text, errors)
  try {
    JSON.parse(text)
  } catch (error) {
    const why = (error as Error).message.replace(/ in JSON at position.*$|, (?:"|\.\.\.).*$/s, '')
    throw new Misread(errors[0]?.offset ?? 0, why)
  }
  if (!root) throw new Misread(0, 'it is nested too deeply')
  return fieldOf(root)
}

// It calls itself for each level.
function treeOf(text: string, errors: ParseError[]): Node | undefined {
  try {
    return parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  } catch {
    return undefined
  }
}

function fieldOf(node: Node): Field {
  return { at: node.offset, value: node.value, node }
}

/** Reads an object that has these keys and no other, each at most once. */
export function objectIn({ at, node }: Field, keys: readonly string[]): Fields {
  if (node.type !== 'object') throw new Misread(at, 'an object is expected here')
  const fields = new Map<string, Field>()
  for (const { children: [key, value] = [] } of node.children ?? []) {
    if (!key || !value) continue
    const name = String(key.value)
    if (!keys.includes(name)) throw new Misread(key.offset, `the key ${shown(name)} is not known`)
    if (fields.has(name)) throw new Misread(key.offset, `the key ${shown(name)} stands twice`)
    fields.set(name, fieldOf(value))
  }
  const get = (key: string): Field | null => fields.get(key) ?? null
  return {
    get,
    need(key) {
      const field = get(key)
      if (!field) throw new Misread(at, `the key “${key}” is missing`)
      return field
    },
  }
}

// A name from elsewhere may hold anything.
function shown(name: string): string {
  return JSON.stringify(hasUnseen(name) ? '…' : name.slice(0, 40))
}

/** Reads a list of at most so many items. */
export function listIn({ at, node }: Field, most: number): readonly Field[] {
  if (node.type !== 'array') throw new Misread(at, 'a list is expected here')
  const items = node.children ?? []
  if (items.length > most) throw new Misread(at, `the list has ${items.length} items; ${most} are the most`)
  return items.map(fieldOf)
}

/** Reads a text all of which can be seen. */
export function textIn({ at, value }: Field): string {
  if (typeof value !== 'string') throw new Misread(at, 'a text is expected here')
  if (hasUnseen(value)) throw new Misread(at, 'the text holds signs that cannot be seen, or that turn the direction')
  return value
}

/** Reads true or false. */
export function flagIn({ at, value }: Field): boolean {
  if (typeof value !== 'boolean') throw new Misread(at, 'true or false is expected here')
  return value
}
