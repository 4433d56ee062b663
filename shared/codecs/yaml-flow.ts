import { atEnd, columnOf, depthLimit, fail, type Cursor } from './yaml-cursor.ts'
import type { YamlEntry, YamlItem, YamlMap, YamlNode, YamlSeq } from './yaml-nodes.ts'
import { readKey, readScalar } from './yaml-scalar.ts'

/** Reads what stands in brackets or braces, over several lines too; `parent` is the column that it belongs to. */
export function readFlow(cursor: Cursor, parent: number, depth: number): YamlMap | YamlSeq {
  if (depth > depthLimit) fail(cursor.at, 'nested too deeply')
  const { text, at: start } = cursor
  const isMap = text[start] === '{'
  const close = isMap ? '}' : ']'
  const [entries, items]: [YamlEntry[], YamlItem[]] = [[], []]
  const keys = new Set<string>()
  cursor.at++
  for (let more = true; more;) {
    skipSpace(cursor, parent, close)
    if (text[cursor.at] === close) break
    if (isMap) entries.push(readPair(cursor, parent, depth, keys))
    else items.push(asItem(readNode(cursor, parent, depth)))
    skipSpace(cursor, parent, close)
    more = text[cursor.at] === ','
    if (more) cursor.at++
  }
  if (text[cursor.at] !== close) fail(cursor.at, atEnd(cursor) ? `no “${close}” to the end` : `no “,” or “${close}”`)
  cursor.at++
  const span = { flow: true, indent: parent, start, end: cursor.at }
  return isMap ? { kind: 'map', entries, ...span } : { kind: 'seq', items, ...span }
}

function readNode(cursor: Cursor, parent: number, depth: number): YamlNode {
  const sign = cursor.text[cursor.at]
  return sign === '[' || sign === '{' ? readFlow(cursor, parent, depth + 1) : readScalar(cursor, 'flow')
}

function readPair(cursor: Cursor, parent: number, depth: number, before: Set<string>): YamlEntry {
  const key = readKey(cursor, 'flow', before)
  while (cursor.text[cursor.at] === ' ') cursor.at++
  const after = cursor.text[cursor.at + 1] ?? ''
  // As in JSON, a quoted key needs no space behind its colon.
  if (cursor.text[cursor.at] !== ':' || (key.style === 'plain' && !/[ \r\n]/.test(after)))
    fail(cursor.at, 'no “: ” after the key')
  cursor.at++
  skipSpace(cursor, parent, '')
  const value = readNode(cursor, parent, depth)
  return { key, value, start: key.start, end: value.end }
}

function asItem(value: YamlNode): YamlItem {
  return { value, start: value.start, end: value.end }
}

function skipSpace(cursor: Cursor, parent: number, close: string): void {
  const { text, at: from } = cursor
  for (; !atEnd(cursor); cursor.at++) {
    const sign = text[cursor.at]!
    if (sign === '#' && /[ \n]/.test(text[cursor.at - 1] ?? '')) {
      const end = text.indexOf('\n', cursor.at)
      cursor.at = end < 0 ? text.length : end
      if (end < 0) return
    } else if (!/[ \r\n]/.test(sign)) break
  }
  if (text[cursor.at] === '\t') fail(cursor.at, 'a tab where only spaces may stand')
  // Readers differ over lines that are not indented; a closing sign in its key’s column they all take.
  const least = text[cursor.at] === close ? parent : parent + 1
  if (text.slice(from, cursor.at).includes('\n') && columnOf(cursor) < least) fail(cursor.at, 'not indented far enough')
}
