import { characterAt, skipBlanks, skipVoid, take, TomlFault, type Scan } from './toml-cursor.ts'
import { readLine, readText } from './toml-strings.ts'
import { newTree, type TomlNode, type TomlReader, type TomlTree } from './toml-value.ts'

const BARE = /[A-Za-z0-9_-]+/y
const INTEGER =
  /0x[0-9a-fA-F](?:_?[0-9a-fA-F])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*|[+-]?(?:0|[1-9](?:_?[0-9])*)(?![0-9_])/y
const FLOAT =
  /[+-]?(?:inf|nan|(?:0|[1-9](?:_?[0-9])*)(?:\.[0-9](?:_?[0-9])*(?:[eE][+-]?[0-9](?:_?[0-9])*)?|[eE][+-]?[0-9](?:_?[0-9])*))/y
const DATE =
  /\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})?)?|\d{2}:\d{2}:\d{2}(?:\.\d+)?/y
// Deeper than any file of a person; both readers would go on.
const DEEPEST = 500

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
