import { decodeUtf8 } from './go-bytes.ts'
import { skipBlanks, skipComment, skipVoid, TomlFault, type Scan } from './toml-cursor.ts'
import { readKeys, readValue } from './toml-scan.ts'
import { newTree, type TomlNode, type TomlRead, type TomlReader, type TomlTree } from './toml-value.ts'

/** Reads a TOML file as one of Go's two readers does. */
export function readToml(reader: TomlReader, bytes: Uint8Array): TomlRead {
  const body = reader === 'go-toml 1' ? bytes.subarray(markLength(bytes)) : bytes
  const decoded = decodeUtf8(body)
  if (reader === 'go-toml 2' && decoded.broken !== null) return { ok: false, why: brokenText(body, decoded) }
  const scan: Scan = { text: decoded.text, reader, at: 0 }
  const root = newTree(0)
  root.headed = true
  const headers: (readonly string[])[] = []
  const state: State = { root, current: root, seen: new Set() }
  try {
    for (skipVoid(scan); scan.at < scan.text.length; skipVoid(scan)) {
      if (scan.text[scan.at] === '[') {
        const { keys, many } = readHeader(scan, state)
        if (!many) headers.push(keys)
        // The lenient reader lets a key follow on the header's own line.
        if (reader === 'go-toml 2') endOfLine(scan)
      } else {
        readAssignment(scan, state)
        endOfLine(scan)
      }
    }
    return { ok: true, root, headers }
  } catch (error) {
    if (!(error instanceof TomlFault)) throw error
    return { ok: false, why: reader === 'go-toml 1' ? `failed to parse TOML: ${error.message}` : error.message }
  }
}

interface State {
  readonly root: TomlTree
  current: TomlTree
  /** Headers as they are written, which is how the lenient reader knows them again. */
  readonly seen: Set<string>
}

// go-toml 1 drops the mark and goes on, whatever the encoding.
function markLength(bytes: Uint8Array): number {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 3
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 2
  return 0
}

function brokenText(bytes: Uint8Array, decoded: ReturnType<typeof decodeUtf8>): string {
  const line = decodeUtf8(bytes.subarray(0, decoded.broken ?? 0))
    .text.split('\n')
    .at(-1)!
  if (/^[ \t]*$/.test(line)) {
    const byte = bytes[decoded.broken ?? 0]!
    return `toml: invalid character at start of key: U+00${byte.toString(16).toUpperCase()} '${String.fromCharCode(byte)}'`
  }
  return line.includes('#') ? 'toml: invalid UTF-8 character in comment' : 'toml: invalid UTF-8'
}

function endOfLine(scan: Scan): void {
  skipBlanks(scan)
  const next = scan.text[scan.at]
  if (next === '#') skipComment(scan)
  else if (
    next !== undefined &&
    next !== '\n' &&
    !(next === '\r' && (scan.reader === 'go-toml 1' || scan.text[scan.at + 1] === '\n'))
  )
    throw new TomlFault(
      scan.reader === 'go-toml 1' ? `no value can start with ${next}` : `toml: expected newline but got ${next}`,
    )
}

function readHeader(scan: Scan, state: State): { readonly keys: readonly string[]; readonly many: boolean } {
  const place = scan.at
  const many = scan.text[place + 1] === '['
  scan.at += many ? 2 : 1
  const raw = scan.reader === 'go-toml 1' ? takeRaw(scan) : null
  const inner: Scan = raw === null ? scan : { text: raw, reader: scan.reader, at: 0 }
  const keys = raw === null ? readKeys(scan) : readRawKeys(inner)
  const close = many ? ']]' : ']'
  if (!scan.text.startsWith(close, scan.at)) throw new TomlFault("toml: expected ']' to close table name")
  scan.at += close.length
  if (!many && raw !== null) {
    if (state.seen.has(raw)) throw new TomlFault('duplicated tables')
    state.seen.add(raw)
  }
  state.current = enter(state.root, keys, place, many, scan.reader)
  return { keys, many }
}

// The lenient reader takes all up to the next bracket, quotes or not, and knows no escapes there.
function takeRaw(scan: Scan): string {
  const end = scan.text.indexOf(']', scan.at)
  const raw = scan.text.slice(scan.at, end < 0 ? undefined : end)
  if (end < 0) throw new TomlFault('unclosed table key')
  if (raw.includes('[')) throw new TomlFault("table key cannot contain ']'")
  scan.at = end
  return raw
}

function readRawKeys(inner: Scan): readonly string[] {
  const scan: Scan = { ...inner, text: inner.text.replaceAll('\\', '\\\\') }
  const keys = readKeys(scan)
  if (scan.at < scan.text.length) throw new TomlFault(`invalid key character: ${scan.text[scan.at]}`)
  return keys
}

function enter(root: TomlTree, keys: readonly string[], place: number, many: boolean, reader: TomlReader): TomlTree {
  let holder = root
  for (const key of keys.slice(0, -1)) holder = step(holder, key, place, reader)
  const last = keys.at(-1)!
  const found = holder.entries.get(last)
  if (many) {
    if (found !== undefined && found.kind !== 'tables') throw new TomlFault(`toml: table ${last} already exists`)
    const tree = newTree(place)
    tree.headed = true
    if (found === undefined) holder.entries.set(last, { kind: 'tables', items: [tree] })
    else found.items.push(tree)
    return tree
  }
  if (found?.kind === 'tables' && reader === 'go-toml 1') return found.items.at(-1)!
  if (found !== undefined && found.kind !== 'table')
    throw new TomlFault(`toml: key ${last} should be a table, not a value`)
  if (found?.inline === true || (found === undefined && holder.inline))
    throw new TomlFault(`toml: key ${last} should be a table, not a value`)
  if (reader === 'go-toml 2' && (found?.headed === true || found?.dotted === true))
    throw new TomlFault(`toml: table ${last} already exists`)
  const tree = found ?? newTree(place)
  tree.headed = true
  holder.entries.set(last, tree)
  return tree
}

function step(holder: TomlTree, key: string, place: number, reader: TomlReader): TomlTree {
  const found = holder.entries.get(key)
  if (found === undefined) {
    const tree = newTree(place)
    holder.entries.set(key, tree)
    return tree
  }
  if (found.kind === 'tables') return found.items.at(-1)!
  if (found.kind !== 'table' || (found.inline && reader === 'go-toml 2'))
    throw new TomlFault(`toml: key ${key} already exists as a value`)
  return found
}

function readAssignment(scan: Scan, state: State): void {
  const place = scan.at
  const keys = readKeys(scan)
  if (scan.text[scan.at] !== '=') throw new TomlFault('toml: expected = after a key')
  scan.at += 1
  skipBlanks(scan)
  const value = readValue(scan)
  let holder = state.current
  for (const key of keys.slice(0, -1)) {
    const found: TomlNode | undefined = holder.entries.get(key)
    const strict = scan.reader === 'go-toml 2'
    if (found !== undefined && (found.kind !== 'table' || found.inline || (strict && !found.dotted)))
      throw new TomlFault(`toml: key ${key} is already defined`)
    const tree = found ?? newTree(place)
    tree.dotted = strict
    holder.entries.set(key, tree)
    holder = tree
  }
  const last = keys.at(-1)!
  if (holder.entries.has(last) || holder.inline) throw new TomlFault(`toml: key ${last} is already defined`)
  holder.entries.set(last, value)
}
