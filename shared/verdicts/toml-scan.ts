import { newTree, type TomlNode, type TomlReader, type TomlTree } from './toml-value.ts'

/** A text and how far it has been read. */
export interface Scan {
  readonly text: string
  readonly reader: TomlReader
  at: number
}

/** What a scan stops with; caught where the file is read. */
export class TomlFault extends Error {}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
// oxlint-disable-next-line no-control-regex -- these are the signs that TOML forbids in a text
const PLAIN = /[^"'\\\u0000-\u001f\u007f]+/y
const BARE = /[A-Za-z0-9_-]+/y
const INTEGER =
  /0x[0-9a-fA-F](?:_?[0-9a-fA-F])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*|[+-]?(?:0|[1-9](?:_?[0-9])*)(?![0-9_])/y
const FLOAT =
  /[+-]?(?:inf|nan|(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*(?:[eE][+-]?[0-9](?:_?[0-9])*)?|[eE][+-]?[0-9](?:_?[0-9])*))/y
const DATE =
  /\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})?)?|\d{2}:\d{2}:\d{2}(?:\.\d+)?/y
// Deeper than any file of a person; both readers would go on.
const DEEPEST = 500

/** Takes a pattern that begins here, or nothing. */
function take(scan: Scan, pattern: RegExp): string | null {
  pattern.lastIndex = scan.at
  const found = pattern.exec(scan.text)?.[0] ?? null
  if (found !== null) scan.at += found.length
  return found
}

/** Passes blanks that stay on the line. */
export function skipBlanks(scan: Scan): void {
  while (scan.text[scan.at] === ' ' || scan.text[scan.at] === '\t') scan.at += 1
}

/** Passes blanks, line ends and comments. */
export function skipVoid(scan: Scan): void {
  for (;;) {
    skipBlanks(scan)
    const next = scan.text[scan.at]
    if (next === '#') skipComment(scan)
    else if (next === '\n') scan.at += 1
    else if (next === '\r' && (scan.reader === 'go-toml 1' || scan.text[scan.at + 1] === '\n')) scan.at += 1
    else return
  }
}

/** Passes a comment; the strict reader looks at what it holds. */
export function skipComment(scan: Scan): void {
  const end = scan.text.indexOf('\n', scan.at)
  const comment = scan.text.slice(scan.at, end < 0 ? undefined : end).replace(/\r$/, '')
  scan.at = end < 0 ? scan.text.length : end
  if (scan.reader === 'go-toml 2' && hasControl(comment)) throw new TomlFault('toml: invalid character in comment')
}

/** Reads a key with its dots. */
export function readKeys(scan: Scan): readonly string[] {
  const keys: string[] = []
  for (;;) {
    skipBlanks(scan)
    const quote = scan.text[scan.at]
    if (quote === '"' || quote === "'") keys.push(readKeyText(scan, quote))
    else {
      const bare = take(scan, BARE)
      if (bare === null) throw new TomlFault(`toml: invalid character at start of key: ${characterAt(scan)}`)
      keys.push(bare)
    }
    skipBlanks(scan)
    if (scan.text[scan.at] !== '.') return keys
    scan.at += 1
  }
}

function readKeyText(scan: Scan, quote: string): string {
  if (scan.text.startsWith(quote.repeat(3), scan.at)) {
    if (scan.reader === 'go-toml 2') throw new TomlFault('toml: keys cannot be multi-line strings')
  }
  return readLine(scan, quote)
}

/** Reads the value that begins here. */
export function readValue(scan: Scan, depth = 0): TomlNode {
  if (depth > DEEPEST) throw new TomlFault('toml: nested too deep')
  const next = scan.text[scan.at]
  if (next === '"' || next === "'") return { kind: 'text', text: readText(scan, next) }
  if (next === '[') return readList(scan, depth)
  if (next === '{') return readInline(scan, depth)
  for (const value of [true, false]) {
    if (scan.text.startsWith(String(value), scan.at)) {
      scan.at += String(value).length
      return { kind: 'flag', value }
    }
  }
  const date = take(scan, DATE)
  if (date !== null && isDate(date, scan)) return { kind: 'date' }
  if (take(scan, FLOAT) !== null) return { kind: 'float' }
  const integer = take(scan, INTEGER)
  if (integer !== null && fits(integer.replaceAll('_', ''), scan.reader)) return { kind: 'integer' }
  throw new TomlFault(
    scan.reader === 'go-toml 1'
      ? `no value can start with ${next ?? 'EOF'}`
      : `toml: incomplete or unknown value at ${characterAt(scan)}`,
  )
}

// The strict reader passes over a number or date that no field wants, whatever its size; the lenient one wants a blank, a T or the end of the file behind a date alone.
function isDate(text: string, scan: Scan): boolean {
  if (scan.reader === 'go-toml 2') return true
  const [, month = '01', day = '01'] = /^\d{4}-(\d{2})-(\d{2})/.exec(text) ?? []
  const [, hour = '00', minute = '00', second = '00'] = /(\d{2}):(\d{2}):(\d{2})/.exec(text) ?? []
  const year = Number(/^(\d{4})-/.exec(text)?.[1] ?? 0)
  const days = new Date(Date.UTC(2000 + (year % 400), Number(month), 0)).getUTCDate()
  const real = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= days
  if (!real || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return false
  const next = scan.text[scan.at]
  return !/^\d{4}-\d{2}-\d{2}$/.test(text) || next === undefined || next === ' '
}

function fits(text: string, reader: TomlReader): boolean {
  if (reader === 'go-toml 2') return true
  const negative = text.startsWith('-')
  const value = BigInt(text.replace(/^[+-]/, ''))
  const limit = 2n ** (negative ? 63n : 64n)
  return negative ? value <= limit : value < limit
}

function readText(scan: Scan, quote: string): string {
  if (!scan.text.startsWith(quote.repeat(3), scan.at)) return readLine(scan, quote)
  scan.at += 3
  if (scan.text.startsWith('\r\n', scan.at)) scan.at += 2
  else if (scan.text[scan.at] === '\n') scan.at += 1
  const text = readUntil(scan, quote.repeat(3), quote === '"', true)
  // Up to two quotes may stand before the closing three.
  let extra = ''
  while (scan.reader === 'go-toml 2' && extra.length < 2 && scan.text[scan.at] === quote) {
    extra += quote
    scan.at += 1
  }
  return text + extra
}

function readLine(scan: Scan, quote: string): string {
  scan.at += 1
  // The lenient reader lets a text between single quotes go on over line ends.
  return readUntil(scan, quote, quote === '"', scan.reader === 'go-toml 1' && quote === "'")
}

function readUntil(scan: Scan, end: string, escapes: boolean, lines: boolean): string {
  const pieces: string[] = []
  let from = scan.at
  for (;;) {
    take(scan, PLAIN)
    const next = scan.text[scan.at]
    if (next === undefined) throw new TomlFault('unclosed string')
    if (scan.text.startsWith(end, scan.at)) break
    if (escapes && next === '\\') {
      pieces.push(scan.text.slice(from, scan.at), readEscape(scan, lines))
      from = scan.at
      continue
    }
    const newline = next === '\n' || (next === '\r' && (scan.reader === 'go-toml 1' || scan.text[scan.at + 1] === '\n'))
    const control = (next < ' ' && next !== '\t') || (next === '\u007f' && scan.reader === 'go-toml 2')
    const lenient = scan.reader === 'go-toml 1' && !escapes
    if (control && !lenient && !(lines && newline)) throw new TomlFault('toml: invalid character in string')
    scan.at += 1
  }
  pieces.push(scan.text.slice(from, scan.at))
  scan.at += end.length
  return pieces.join('')
}

function readEscape(scan: Scan, lines: boolean): string {
  const letter = scan.text[scan.at + 1] ?? ''
  if (ESCAPES[letter] !== undefined) {
    scan.at += 2
    return ESCAPES[letter]
  }
  const lenient = scan.reader === 'go-toml 1'
  if (letter === 'u' || letter === 'U') {
    const hex = scan.text.slice(scan.at + 2, scan.at + (letter === 'u' ? 6 : 10))
    if (!/^(?:[0-9a-fA-F]{4}){1,2}$/.test(hex) || (letter === 'U' && hex.length !== 8))
      throw new TomlFault('toml: unfinished unicode escape')
    const point = Number.parseInt(hex, 16)
    const whole = point < 0x11_0000 && !(point >= 0xd800 && point < 0xe000)
    if (!whole && !lenient) throw new TomlFault('toml: escape sequence is not a valid unicode code point')
    scan.at += 2 + hex.length
    return whole ? String.fromCodePoint(point) : '\ufffd'
  }
  if (lenient && letter === '/') {
    scan.at += 2
    return '/'
  }
  if (!lenient && letter === 'e') {
    scan.at += 2
    return '\u001b'
  }
  const blank = /[ \t\r\n]+/y
  const line = /[ \t]*\r?\n[ \t\r\n]*/y
  scan.at += 1
  if (lenient && take(scan, blank) !== null) return ''
  if (!lenient && lines && take(scan, line) !== null) return ''
  throw new TomlFault(`toml: invalid escaped character ${letter}`)
}

function readList(scan: Scan, depth: number): TomlNode {
  const items: TomlNode[] = []
  scan.at += 1
  for (;;) {
    skipVoid(scan)
    if (scan.text[scan.at] === ']') break
    items.push(readValue(scan, depth + 1))
    skipVoid(scan)
    if (scan.text[scan.at] === ',') scan.at += 1
    else if (scan.text[scan.at] !== ']') throw new TomlFault('toml: array elements must be separated by commas')
  }
  scan.at += 1
  return { kind: 'list', items }
}

function readInline(scan: Scan, depth: number): TomlNode {
  const tree = newTree(scan.at, true)
  scan.at += 1
  skipVoid(scan)
  while (scan.text[scan.at] !== '}') {
    const place = scan.at
    const keys = readKeys(scan)
    if (scan.text[scan.at] !== '=') throw new TomlFault('toml: expected = after a key')
    scan.at += 1
    skipBlanks(scan)
    put(tree, keys, readValue(scan, depth + 1), place, scan.reader)
    skipVoid(scan)
    const next = scan.text[scan.at]
    if (next !== ',' && next !== '}') throw new TomlFault('toml: inline table items must be separated by commas')
    if (next === '}') break
    scan.at += 1
    skipVoid(scan)
    // TOML 1.1, which go-toml 2.4 reads, allows it [measured: ctr 2.1.9].
    if (scan.text[scan.at] === '}' && scan.reader === 'go-toml 1')
      throw new TomlFault('trailing comma at the end of inline table')
  }
  scan.at += 1
  return tree
}

function put(tree: TomlTree, keys: readonly string[], value: TomlNode, place: number, reader: TomlReader): void {
  let holder = tree
  for (const key of keys.slice(0, -1)) {
    const found = holder.entries.get(key) ?? newTree(place, true)
    if (found.kind !== 'table') throw new TomlFault(`toml: key ${key} is already defined`)
    holder.entries.set(key, found)
    holder = found
  }
  const last = keys.at(-1)!
  if (reader === 'go-toml 2' && holder.entries.has(last)) throw new TomlFault(`toml: key ${last} is already defined`)
  holder.entries.set(last, value)
}

/** Whether a text holds a control character other than a tab. */
function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if ((code < 0x20 && code !== 9) || code === 0x7f) return true
  }
  return false
}

/** The character that a scan stands on, as the strict reader names it. */
function characterAt(scan: Scan): string {
  const point = scan.text.codePointAt(scan.at)
  if (point === undefined) return 'EOF'
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(point)}'`
}
