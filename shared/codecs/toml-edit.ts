import { parseToml, type TomlTable } from './toml.ts'

/** A list of texts in a TOML text, from `[` to behind `]`. */
export interface TomlList {
  readonly start: number
  readonly end: number
  readonly items: readonly { readonly value: string; readonly start: number; readonly end: number }[]
}

interface Piece {
  readonly start: number
  readonly end: number
  /** Where the line of its header ends. */
  readonly body: number
}

/** Adds a table at the end of a text; its lines without line ends. */
export function addTable(text: string, keys: readonly string[], lines: readonly string[]): string {
  const eol = endingOf(text)
  const all = [`[${keys.map(formatKey).join('.')}]`, ...lines]
  const isOpen = text !== '' && !text.endsWith('\n')
  return text + all.map((line) => (isOpen ? eol + line : line + eol)).join('')
}

/** Sets a key below the header of a `[table]`; the text as it was where there is no such header. */
export function addKey(text: string, keys: readonly string[], key: string, literal: string): string {
  const piece = pieceOf(text, keys)
  if (!piece) return text
  const eol = endingOf(text)
  const indent = /^[ \t]*(?=[\w"'])/m.exec(text.slice(piece.body, piece.end))?.[0] ?? ''
  const line = `${indent}${key} = ${literal}`
  const isOpen = piece.body === text.length && !text.endsWith('\n')
  return splice(text, piece.body, 0, isOpen ? eol + line : line + eol)
}

/** The list of texts that a key of a `[table]` holds; null where it stands in no form that can be edited. */
export function listAt(text: string, keys: readonly string[], key: string): TomlList | null {
  const [, value] = lineOf(text, keys, key) ?? []
  return value === undefined ? null : readList(text, value)
}

/** Puts texts before the first of a list. */
export function prependTexts(text: string, list: TomlList, values: readonly string[]): string {
  const [first] = list.items
  const put = values.map((value) => JSON.stringify(value))
  if (!first) return splice(text, list.start + 1, 0, put.join(', '))
  // The gap before the first item is the file’s own way of setting items apart.
  const lead = text.slice(list.start + 1, first.start)
  const gap = lead.includes('\n') ? lead.slice(lead.lastIndexOf('\n') - (lead.includes('\r\n') ? 1 : 0)) : ' '
  return splice(text, first.start, 0, put.map((value) => `${value},${gap}`).join(''))
}

/** Takes items out of a list, each with its comma. */
export function removeTexts(text: string, { items }: TomlList, isOurs: (value: string, at: number) => boolean): string {
  const gone = items.map(({ value }, at) => isOurs(value, at))
  const [first, last] = [items[0], items.at(-1)]
  if (!first || !last) return text
  const lastKept = gone.lastIndexOf(false)
  const from = lastKept < 0 ? first.start : items[lastKept]!.end
  // The comma behind the last one has nothing left to follow.
  const comma = lastKept < 0 ? (/^(?:[ \t\r\n]|#[^\n]*\n)*,/.exec(text.slice(last.end))?.[0].length ?? 0) : 0
  const rest = comma === 0 ? text : splice(text, last.end + comma - 1, 1, '')
  const tailless = splice(rest, from, last.end - from, '')
  return items.slice(0, Math.max(lastKept, 0)).reduceRight((left, { start }, at) => {
    return gone[at] ? splice(left, start, items[at + 1]!.start - start, '') : left
  }, tailless)
}

/** Puts a list of an earlier text in the place of one. */
export function replaceTexts(text: string, list: TomlList, earlierText: string, earlier: TomlList): string {
  return splice(text, list.start, list.end - list.start, earlierText.slice(earlier.start, earlier.end))
}

/** Takes the line of a key out of a `[table]`, where its value ends in that line. */
export function removeLine(text: string, keys: readonly string[], key: string): string {
  const [start, value] = lineOf(text, keys, key) ?? []
  if (start === undefined || value === undefined) return text
  const end = readList(text, value)?.end ?? value
  const next = text.indexOf('\n', end)
  return next < 0 ? text.slice(0, start).replace(/\r?\n$/, '') : splice(text, start, next + 1 - start, '')
}

/** Takes a `[table]` out of which every key is gone. Comments in it stay. */
export function removeEmptyTable(text: string, keys: readonly string[]): string {
  const piece = pieceOf(text, keys)
  if (!piece) return text
  const body = text.slice(piece.body, piece.end)
  if (/^[ \t]*[^#\s]/m.test(body)) return text
  const left = text.slice(0, piece.start) + body + text.slice(piece.end)
  return piece.body === text.length && !text.endsWith('\n') ? left.replace(/\r?\n$/, '') : left
}

function pieceOf(text: string, keys: readonly string[]): Piece | null {
  let start = 0
  for (const part of text.split(/(?=^[ \t]*\[)/m)) {
    const header = /^[ \t]*\[[^\n]*\n?/.exec(part)?.[0]
    if (header !== undefined && isHeaderOf(header, keys))
      return { start, end: start + part.length, body: start + header.length }
    start += part.length
  }
  return null
}

// By what the header alone means, however it is quoted and spaced.
function isHeaderOf(header: string, keys: readonly string[]): boolean {
  const alone = parseToml('', header)
  const expected = keys.reduceRight<TomlTable>((inner, key) => ({ [key]: inner }), {})
  return alone.ok && JSON.stringify(alone.value) === JSON.stringify(expected)
}

// Where the line of a key begins, and its value.
function lineOf(text: string, keys: readonly string[], key: string): readonly [start: number, value: number] | null {
  const piece = pieceOf(text, keys)
  if (!piece) return null
  const line = new RegExp(`^[ \\t]*(?:${key}|"${key}"|'${key}')[ \\t]*=[ \\t]*`, 'm')
  const found = line.exec(text.slice(piece.body, piece.end))
  return found && [piece.body + found.index, piece.body + found.index + found[0].length]
}

function readList(text: string, start: number): TomlList | null {
  if (text[start] !== '[') return null
  const items: { value: string; start: number; end: number }[] = []
  const token = /(?:[ \t\r\n,]+|#[^\n]*)|("(?:[^"\\\n]|\\.)*"|'[^'\n]*')|(\])/y
  token.lastIndex = start + 1
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [, source, close] = found
    if (close !== undefined) return { start, end: token.lastIndex, items }
    if (source === undefined) continue
    items.push({ value: textOf(source), start: found.index, end: token.lastIndex })
  }
  return null
}

/** What a quoted text in a TOML source means. */
export function textOf(source: string): string {
  const parsed = parseToml('', `x = ${source}\n`)
  return parsed.ok ? String(parsed.value.x) : source
}

function formatKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key)
}

/** The line end of a text. */
export function endingOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

/** A text with a piece of it replaced. */
export function splice(text: string, at: number, length: number, put: string): string {
  return text.slice(0, at) + put + text.slice(at + length)
}
