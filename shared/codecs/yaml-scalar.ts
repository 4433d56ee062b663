import { fail, NotEdited, type Cursor } from './yaml-cursor.ts'
import type { YamlScalar } from './yaml-nodes.ts'

/** In brackets and braces, a plain text ends at their signs. */
export type Context = 'block' | 'flow'

const patterns: Readonly<Record<Context, RegExp>> = {
  block: /(?:[^ \t\r\n\-?:,[\]{}#&*!|>'"%@`]|[-?:](?=[^ \t\r\n]))(?:[ ]*(?:[^ \t\r\n:#]|:(?=[^ \t\r\n])|(?<=[^ ])#))*/y,
  flow: /(?:[^ \t\r\n\-?:,[\]{}#&*!|>'"%@`]|[-?:](?=[^ \t\r\n,[\]{}]))(?:[ ]*(?:[^ \t\r\n:#,[\]{}]|:(?=[^ \t\r\n,[\]{}])|(?<=[^ ])#))*/y,
}
const double = /"(?:[^"\\\r\n]|\\[^\r\n])*"/y
const single = /'(?:[^'\t\r\n]|'')*'/y
// Control signs of both sets, and what is no sign at all.
const control = /[\p{Cc}\uFEFF\uFFFE\uFFFF]/u

// YAML has them; an edit beside them may change what is meant elsewhere.
const named: Readonly<Record<string, string>> = {
  '&': 'an anchor (&)',
  '*': 'an alias (*)',
  '!': 'a tag (!)',
  '|': 'a block of text (|)',
  '>': 'a block of text (>)',
}

/** Reads a text that ends in its own line. */
export function readScalar(cursor: Cursor, context: Context): YamlScalar {
  const { text, at: start } = cursor
  const sign = text[start] ?? ''
  if (Object.hasOwn(named, sign)) throw new NotEdited(start, named[sign]!)
  if (sign === '?' && /[ \r\n]/.test(text[start + 1] ?? ' ')) throw new NotEdited(start, 'a key set apart (?)')
  const style = sign === '"' ? 'double' : sign === "'" ? 'single' : 'plain'
  const pattern = { double, single, plain: patterns[context] }[style]
  pattern.lastIndex = start
  const source = pattern.exec(text)?.[0]
  if (source === undefined) return style === 'plain' ? fail(start, whyNoText(sign)) : unclosed(text, start, sign)
  if (control.test(source)) fail(start, 'a sign that may not stand in a text')
  cursor.at += source.length
  return { kind: 'scalar', value: spoken(source, style, start), style, start, end: cursor.at }
}

/** Reads a key that is none of these, and adds it to them. */
export function readKey(cursor: Cursor, context: Context, before: Set<string>): YamlScalar {
  const key = readScalar(cursor, context)
  // Longer ones must be set apart with “?”.
  if (key.end - key.start > 1000) fail(key.start, 'a key that is too long')
  if (key.value === '<<') throw new NotEdited(key.start, 'a merge key (<<)')
  if (before.has(key.value)) fail(key.start, 'a key that stands here twice')
  before.add(key.value)
  return key
}

function spoken(source: string, style: YamlScalar['style'], start: number): string {
  if (style === 'plain') return source
  const inner = source.slice(1, -1)
  if (style === 'single') return inner.replaceAll("''", "'")
  try {
    // Of YAML’s escapes those that JSON has; nobody needs another in the name of a registry.
    return JSON.parse(source) as string
  } catch {
    throw new NotEdited(start, 'a text with a rare escape')
  }
}

function unclosed(text: string, start: number, sign: string): never {
  const closes = text.indexOf(sign, start + 1)
  if (closes < 0) fail(start, 'a quotation mark that is not closed')
  throw new NotEdited(start, 'a quoted text over several lines')
}

function whyNoText(sign: string): string {
  if (sign === '\t') return 'a tab where only spaces may stand'
  return sign === '' || sign === '\r' || sign === '\n' ? 'a value is missing' : `“${sign}” where a value should begin`
}
