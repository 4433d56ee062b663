import { blanks, shown, type Cursor } from './podman-toml-cursor.ts'
import { readText } from './podman-toml-strings.ts'
import { isTable, scalarOf, type Dialect, type Table, type Value } from './podman-toml-values.ts'

const bare = /[A-Za-z0-9_-]/
const tableEnd = 'unexpected end of table name (table names cannot be empty)'

/** A key or a table's name, up to what ends it; of a key the equals sign is taken too. */
export function keyOf(cursor: Cursor, end: '=' | ']', dialect: Dialect): readonly string[] {
  const { peek, next, fail, skip } = cursor
  const names: string[] = []
  for (;;) {
    skip(/[ \t]/)
    const first = peek()
    if (first === '.' || first === '=' || (first === ']' && end === ']'))
      fail(end === ']' ? tableEnd : names.length > 0 || first === '.' ? `unexpected '${first}'` : blank)
    names.push(first === '"' || first === "'" ? readText(cursor, false, dialect.toml11) : skip(bare))
    skip(/[ \t]/)
    const after = peek()
    if (after === '' && end === '=') fail("unexpected EOF; expected key separator '='")
    if (after !== '.' && after !== end)
      fail(
        end === '='
          ? `expected '.' or '=', but got ${shown(after)} instead`
          : `expected '.' or ']' to end table name, but got ${shown(after)} instead`,
      )
    if (after === ']') return names
    next()
    if (after === '=') return names
  }
}

const blank = "unexpected '=': key name appears blank"

/** Any value, up to its last character. */
export function valueOf(cursor: Cursor, dialect: Dialect, at: readonly string[]): Value {
  const { peek, fail, skip, ahead } = cursor
  skip(/[ \t]/)
  const first = peek()
  if (first === '') fail('unexpected EOF; expected value')
  if (first === '"' || first === "'") return readText(cursor, true, dialect.toml11)
  if (first === '[') return arrayOf(cursor, dialect, at)
  if (first === '{') return inlineTableOf(cursor, dialect, at)
  if (/[\d+.-]/.test(first) || ahead('inf') || ahead('nan')) {
    let word = skip(/[\w+.:-]/)
    if (/^\d{4}-\d\d-\d\d$/.test(word) && peek() === ' ' && /\d/.test(cursor.following()))
      word += cursor.next() + skip(/[\w+.:-]/)
    const read = scalarOf(word, dialect)
    return 'value' in read ? read.value : fail(read.why)
  }
  const word = skip(/[A-Za-z]/)
  if (word === 'true' || word === 'false') return word === 'true'
  return fail(`expected value but found ${word === '' ? shown(first) : JSON.stringify(word)} instead`)
}

function arrayOf(cursor: Cursor, dialect: Dialect, at: readonly string[]): Value {
  const values: Value[] = []
  cursor.next()
  for (;;) {
    blanks(cursor)
    if (cursor.peek() === ',') cursor.fail('unexpected comma')
    if (cursor.peek() === ']') break
    values.push(valueOf(cursor, dialect, at))
    blanks(cursor)
    const after = cursor.peek()
    if (after === ']') break
    if (after !== ',') cursor.fail(`expected a comma (',') or array terminator (']'), but got ${shown(after)}`)
    cursor.next()
  }
  cursor.next()
  return values
}

function inlineTableOf(cursor: Cursor, dialect: Dialect, at: readonly string[]): Value {
  const { peek, next, fail } = cursor
  const table: Table = new Map()
  next()
  for (;;) {
    space()
    if (peek() === '}') break
    if (peek() === ',') fail('unexpected comma')
    const names = keyOf(cursor, '=', dialect)
    cursor.last([...at, ...names])
    setIn(table, names, valueOf(cursor, dialect, [...at, ...names]), (name) =>
      fail(`Key '${[...at, name].join('.')}' has already been defined.`),
    )
    space()
    if (peek() === '}') break
    if (peek() !== ',')
      fail(`expected a comma (',') or an inline table terminator ('}'), but got ${shown(peek())} instead`)
    next()
    space()
    if (peek() === '}' && !dialect.toml11) fail('trailing comma not allowed in inline tables')
  }
  next()
  return table

  function space(): void {
    if (dialect.toml11) blanks(cursor)
    else cursor.skip(/[ \t]/)
    if (/[\r\n]/.test(peek())) fail('newlines not allowed within inline tables')
  }
}

function setIn(table: Table, names: readonly string[], value: Value, clash: (name: string) => never): void {
  let inner = table
  for (const name of names.slice(0, -1)) {
    const there = inner.get(name) ?? new Map<string, Value>()
    inner.set(name, there)
    inner = isTable(there) ? there : clash(name)
  }
  const name = names.at(-1)!
  if (inner.has(name)) clash(name)
  inner.set(name, value)
}
