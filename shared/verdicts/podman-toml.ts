import { comment, cursorOn, endOfLine, shown, Wrong } from './podman-toml-cursor.ts'
import { keyOf, valueOf } from './podman-toml-nested.ts'
import { isArray, isTable, type Dialect, type Table, type Value } from './podman-toml-values.ts'

/** A document, or the library's words about what is wrong with it, and the line. */
export type Read =
  | ({ readonly ok: true } & Document)
  | { readonly ok: false; readonly why: string; readonly line: number }

/** A document's tables, and where things stand in it. */
export interface Document {
  readonly table: Table
  /** The lines of keys, by dotted name; the last one where it is there more than once. */
  readonly lines: ReadonlyMap<string, number>
  /** The lines of the tables' headers. */
  readonly headers: ReadonlyMap<Table, number>
}

/**
 * Reads TOML as podman's library (BurntSushi/toml) does, with what it lets pass: the same key again where only
 * dotted names had made it, a table inside an inline one. [measured 4.3.1, 5.4.2, 5.8.6, 6.1.1]
 */
export function readToml(text: string, dialect: Dialect): Read {
  try {
    return { ok: true, ...documentOf(dialect.bom ? text.replace(/^\uFEFF/, '') : text, dialect) }
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    return { ok: false, why: error.message, line: error.line }
  }
}

function documentOf(text: string, dialect: Dialect): Document {
  const cursor = cursorOn(text, dialect)
  const { peek, next, fail, skip } = cursor
  const root: Table = new Map()
  const lines = new Map<string, number>()
  const headers = new Map<Table, number>()
  // Tables that only a longer name made; and arrays that are open to [[…]].
  const implicit = new Set<string>()
  const opened = new WeakSet<readonly Value[]>()
  let context: readonly string[] = []

  if (text.slice(0, 6).includes('\0'))
    fail('files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8')
  for (;;) {
    skip(/[ \t\r\n]/)
    if (peek() === '') return { table: root, lines, headers }
    if (peek() === '#') comment(cursor)
    else if (peek() === '[') header()
    else {
      const names = keyOf(cursor, '=', dialect)
      const at = [...context, ...names]
      cursor.last(at)
      const line = cursor.line()
      assign(context, names, valueOf(cursor, dialect, at))
      lines.set(at.join('.'), line)
      cursor.last(context)
      endOfLine(cursor)
    }
  }

  function header(): void {
    const line = cursor.line()
    cursor.last([])
    next()
    const many = peek() === '['
    if (many) next()
    const names = keyOf(cursor, ']', dialect)
    next()
    if (many && peek() !== ']') fail(`expected end of table array name delimiter ']', but got ${shown(peek())} instead`)
    if (many) next()
    context = names
    const parent = walk(names.slice(0, -1), true)
    const name = names.at(-1)!
    if (many) append(parent, name, names)
    else put(parent, name, new Map(), names)
    lines.set(names.join('.'), line)
    headers.set(walk(names, false), line)
    cursor.last(names)
    endOfLine(cursor)
  }

  function append(parent: Table, name: string, names: readonly string[]): void {
    const array = parent.get(name)
    if (array === undefined) {
      const made: readonly Value[] = [new Map()]
      opened.add(made)
      parent.set(name, made)
    } else if (isArray(array) && opened.has(array)) (array as Value[]).push(new Map())
    else fail(`Key '${names.join('.')}' was already created and cannot be used as an array.`)
  }

  function assign(base: readonly string[], names: readonly string[], value: Value): void {
    for (let i = 1; i < names.length; i++) {
      const at = [...base, ...names.slice(0, i)]
      implicit.add(at.join('.'))
      put(walk(at.slice(0, -1), false), at.at(-1)!, new Map(), at)
    }
    const at = [...base, ...names]
    put(walk(at.slice(0, -1), false), at.at(-1)!, value, at)
  }

  function put(parent: Table, name: string, value: Value, at: readonly string[]): void {
    const dotted = at.join('.')
    const there = parent.get(name)
    if (there === undefined) {
      parent.set(name, value)
      return
    }
    // Of an array that stood as a value the later one counts, for the older libraries.
    if (!dialect.toml11 && isArray(there) && !opened.has(there)) parent.set(name, value)
    else if (!implicit.delete(dotted)) fail(`Key '${dotted}' has already been defined.`)
  }

  function walk(names: readonly string[], making: boolean): Table {
    let table = root
    names.forEach((name, i) => {
      let inner = table.get(name)
      if (inner === undefined) {
        inner = new Map()
        table.set(name, inner)
        if (making) implicit.add(names.slice(0, i + 1).join('.'))
      }
      const last = isArray(inner) && opened.has(inner) ? inner.at(-1) : inner
      table = isTable(last) ? last : fail(`Key '${names.slice(0, i + 1).join('.')}' has already been defined.`)
    })
    return table
  }
}
