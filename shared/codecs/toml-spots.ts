/** Where a value stands in a TOML text: from its first character to behind its last. */
export type TomlSpot =
  | TomlTableSpot
  | { readonly kind: 'tables'; readonly items: TomlTableSpot[] }
  | { readonly kind: 'list'; readonly start: number; readonly end: number; readonly items: readonly TomlSpot[] }
  | { readonly kind: 'plain'; readonly start: number; readonly end: number }

export interface TomlTableSpot {
  readonly kind: 'table'
  readonly entries: Map<string, { readonly start: number; readonly spot: TomlSpot }>
  /** `implied`: by the names of other tables, or by dots. */
  form: 'headed' | 'inline' | 'implied'
  start: number
  /** Of a headed table where a further line goes: behind its last own one. */
  end: number
  /** What its lines begin with. */
  indent: string
}

/** The way from a document to a value: keys, and places in lists and arrays of tables. */
export type TomlPath = readonly (string | number)[]

const blank = /(?:[ \t\r\n]+|#[^\n]*)+/y
const space = /[ \t]*/y
const keyPart = /[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*/y
const scalar = /"""(?:\\[^]|[^\\])*?"{3,5}|'''[^]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s,\]}#]+(?: \d[^\s,\]}#]*)?/y

/** Finds the place of every value in a text that is known to parse; throws where it cannot follow. */
export function spotsOf(text: string): TomlTableSpot {
  const root = tableSpot('headed', 0)
  let current = root
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found
  }
  const skip = (sign: string): void => {
    if (!text.startsWith(sign, at)) throw new Error(`no “${sign}” at ${at}`)
    at += sign.length
  }
  const endLine = (): void => {
    const end = text.indexOf('\n', at)
    at = end < 0 ? text.length : end + 1
  }
  const keys = (): readonly string[] => {
    const all: string[] = []
    for (;;) {
      const found = take(keyPart)
      if (!found) throw new Error(`no key at ${at}`)
      all.push(plainKey(found[1]!))
      if (text[at] !== '.') return all
      at += 1
    }
  }
  const assign = (holder: TomlTableSpot): void => {
    const start = at
    const names = keys()
    skip('=')
    take(space)
    const inner = names.slice(0, -1).reduce(step, holder)
    inner.entries.set(names.at(-1)!, { start, spot: value() })
  }
  const value = (): TomlSpot => {
    const start = at
    if (text[at] === '[') {
      const items: TomlSpot[] = []
      between('[', ']', () => items.push(value()))
      return { kind: 'list', start, end: at, items }
    }
    if (text[at] === '{') {
      const table = tableSpot('inline', start)
      between('{', '}', () => assign(table))
      table.end = at
      return table
    }
    if (!take(scalar)) throw new Error(`no value at ${at}`)
    return { kind: 'plain', start, end: at }
  }
  const between = (open: string, close: string, read: () => void): void => {
    skip(open)
    for (take(blank); text[at] !== close; take(blank)) {
      read()
      take(blank)
      if (text[at] === ',') at += 1
      else if (text[at] !== close) throw new Error(`no “${close}” at ${at}`)
    }
    at += 1
  }
  for (take(blank); at < text.length; take(blank)) {
    const from = at
    const indent = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
    if (text[at] === '[') {
      const many = text[at + 1] === '['
      skip(many ? '[[' : '[')
      const names = keys()
      skip(many ? ']]' : ']')
      current = enter(root, names, many, from)
      current.indent = indent
    } else {
      if (![...current.entries.values()].some(({ start }) => start > current.start)) current.indent = indent
      assign(current)
    }
    endLine()
    current.end = at
  }
  return root
}

/** The spot at the end of a path; null where there is none. */
export function spotAt(root: TomlTableSpot, path: TomlPath): TomlSpot | null {
  return path.reduce<TomlSpot | null>((spot, part) => spot && below(spot, part), root)
}

function below(spot: TomlSpot, part: string | number): TomlSpot | null {
  if (typeof part === 'string') return (spot.kind === 'table' && spot.entries.get(part)?.spot) || null
  return ((spot.kind === 'tables' || spot.kind === 'list') && spot.items[part]) || null
}

function tableSpot(form: TomlTableSpot['form'], start: number): TomlTableSpot {
  return { kind: 'table', entries: new Map(), form, start, end: start, indent: '' }
}

function enter(root: TomlTableSpot, names: readonly string[], many: boolean, start: number): TomlTableSpot {
  const holder = names.slice(0, -1).reduce(step, root)
  const name = names.at(-1)!
  if (!many) {
    const table = step(holder, name)
    return Object.assign(table, { form: 'headed', start })
  }
  const table = tableSpot('headed', start)
  const found = holder.entries.get(name)?.spot
  if (found?.kind === 'tables') found.items.push(table)
  else holder.entries.set(name, { start, spot: { kind: 'tables', items: [table] } })
  return table
}

function step(holder: TomlTableSpot, name: string): TomlTableSpot {
  const found = holder.entries.get(name)?.spot
  if (found?.kind === 'table') return found
  if (found?.kind === 'tables') return found.items.at(-1)!
  if (found) throw new Error(`“${name}” is no table`)
  const table = tableSpot('implied', -1)
  holder.entries.set(name, { start: -1, spot: table })
  return table
}

function plainKey(source: string): string {
  if (source.startsWith('"')) return JSON.parse(source) as string
  return source.startsWith("'") ? source.slice(1, -1) : source
}
