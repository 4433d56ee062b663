import { notice } from '../notice.ts'
import { checkPlainText, placeOf, refusalAt, unparseable, type Parsed } from './parsed.ts'
import {
  atEnd,
  columnOf,
  depthLimit,
  endLine,
  fail,
  NotEdited,
  skipBlank,
  Unreadable,
  type Cursor,
} from './yaml-cursor.ts'
import { readFlow } from './yaml-flow.ts'
import type { YamlEntry, YamlItem, YamlMap, YamlNode, YamlSeq } from './yaml-nodes.ts'
import { readKey, readScalar } from './yaml-scalar.ts'

const dash = /-(?=[ \r\n]|(?![^]))/y
const colon = /[ ]*:(?=[ \r\n]|(?![^]))/y
const nothingMore = /[ ]*(?=\r?\n|(?![^]))|[ ]+#/y
// Lone carriage returns and the wide line ends are line ends to some readers of YAML and text to others.
const otherLineEnd = /\r(?!\n)|[\u0085\u2028\u2029]/
const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|(?![^]))/m

/**
 * Reads the YAML that people write by hand: one document, a mapping; block and flow collections, texts on one line,
 * comments. Each form is read as YAML 1.1 and 1.2 both have it. What is YAML and more than that (anchors, aliases,
 * merge keys, tags, texts over several lines) is refused by its name, since an edit beside it could not be vouched
 * for. Null where nothing but comments stands in the text. A library does not do it: the one there is weighs 190 kB
 * in what runs as root, its lexer alone 61 kB, and the lexer takes much that is no YAML [measured 2.9.1].
 */
export function parseYaml(path: string, text: string): Parsed<YamlMap | null> {
  const refusal = checkPlainText(path, text)
  if (refusal) return { ok: false, refusal }
  try {
    return { ok: true, value: readDocument({ text, at: 0 }) }
  } catch (error) {
    if (error instanceof NotEdited) {
      const place = placeOf(text, error.at)
      const said = notice('yaml-not-edited', { path, ...place, what: error.message })
      return { ok: false, refusal: refusalAt(path, place, said) }
    }
    if (!(error instanceof Unreadable)) throw error
    return { ok: false, refusal: unparseable(path, placeOf(text, error.at), error.message) }
  }
}

function readDocument(cursor: Cursor): YamlMap | null {
  const { text } = cursor
  const odd = otherLineEnd.exec(text)
  if (odd) fail(odd.index, 'a line end that is not one everywhere')
  skipBlank(cursor)
  const opened = /---[ ]*(?:[ ]#[^\n]*)?(?:\r?\n|(?![^]))/y
  opened.lastIndex = cursor.at
  if (columnOf(cursor) === 0) cursor.at += opened.exec(text)?.[0].length ?? 0
  const second = marker.exec(text.slice(cursor.at))
  if (second) throw new NotEdited(cursor.at + second.index, 'more than one document')
  skipBlank(cursor)
  if (atEnd(cursor)) return null
  const root = readBlock(cursor, -1, 0)
  skipBlank(cursor)
  if (!atEnd(cursor)) fail(cursor.at, 'something that does not belong to what stands before it')
  return root.kind === 'map' ? root : fail(root.start, 'not a mapping')
}

// At the first sign of a node that has its line, or the rest of one, to itself; `parent` is the column it belongs to.
function readBlock(cursor: Cursor, parent: number, depth: number): YamlNode {
  if (depth > depthLimit) fail(cursor.at, 'nested too deeply')
  const indent = columnOf(cursor)
  const sign = cursor.text[cursor.at]
  if (sees(cursor, dash)) return readSequence(cursor, indent, depth)
  if (sign === '[' || sign === '{') return alone(cursor, parent, readFlow(cursor, parent, depth + 1))
  const scalar = readScalar(cursor, 'block')
  if (!sees(cursor, colon)) return alone(cursor, parent, scalar)
  cursor.at = scalar.start
  return readMapping(cursor, indent, depth)
}

function readMapping(cursor: Cursor, indent: number, depth: number): YamlMap {
  const entries: YamlEntry[] = []
  const keys = new Set<string>()
  do {
    const key = readKey(cursor, 'block', keys)
    colon.lastIndex = cursor.at
    const [between] = colon.exec(cursor.text) ?? fail(cursor.at, 'no “: ” after the key')
    cursor.at += between.length
    const after = cursor.at
    const value = readValue(cursor, indent, depth)
    entries.push({ key, value, start: key.start, end: value?.end ?? after })
  } while (hasNext(cursor, indent))
  return { kind: 'map', flow: false, indent, entries, start: entries[0]!.start, end: entries.at(-1)!.end }
}

function readSequence(cursor: Cursor, indent: number, depth: number): YamlSeq {
  const items: YamlItem[] = []
  do {
    const start = cursor.at
    if (!sees(cursor, dash)) fail(start, 'no “- ” where the list goes on')
    cursor.at++
    while (cursor.text[cursor.at] === ' ') cursor.at++
    if (sees(cursor, nothingMore) || cursor.text[cursor.at] === '#') skipToBlock(cursor)
    if (atEnd(cursor) || columnOf(cursor) <= indent) fail(start, 'an item without a value')
    const value = readBlock(cursor, indent, depth + 1)
    items.push({ value, start, end: value.end })
  } while (hasNext(cursor, indent) && sees(cursor, dash))
  return { kind: 'seq', flow: false, indent, items, start: items[0]!.start, end: items.at(-1)!.end }
}

// Behind a key’s colon.
function readValue(cursor: Cursor, indent: number, depth: number): YamlNode | null {
  if (sees(cursor, nothingMore)) {
    skipToBlock(cursor)
    const column = columnOf(cursor)
    // A list may stand in the very column of its key.
    const belongs = !atEnd(cursor) && (column > indent || (column === indent && sees(cursor, dash)))
    return belongs ? readBlock(cursor, column > indent ? indent : indent - 1, depth + 1) : null
  }
  while (cursor.text[cursor.at] === ' ') cursor.at++
  const sign = cursor.text[cursor.at]
  const isFlow = sign === '[' || sign === '{'
  return alone(cursor, indent, isFlow ? readFlow(cursor, indent, depth + 1) : readScalar(cursor, 'block'))
}

// Nothing may follow a value but a comment, and no deeper line: that would go on with a text.
function alone<T extends YamlNode>(cursor: Cursor, parent: number, node: T): T {
  endLine(cursor)
  skipBlank(cursor)
  if (!atEnd(cursor) && columnOf(cursor) > parent && parent >= 0)
    throw new NotEdited(cursor.at, 'a value that goes on in a further line')
  return node
}

function skipToBlock(cursor: Cursor): void {
  endLine(cursor)
  skipBlank(cursor)
}

function hasNext(cursor: Cursor, indent: number): boolean {
  skipBlank(cursor)
  const column = columnOf(cursor)
  if (atEnd(cursor) || column < indent) return false
  return column === indent || fail(cursor.at, 'indented further than what stands before it')
}

function sees({ text, at }: Cursor, pattern: RegExp): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}
