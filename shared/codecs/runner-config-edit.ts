import type { RunnerConfig } from './runner-config.ts'
import { keyIn } from './runner-config.ts'
import { endingOf, removeTexts, splice, textOf, type TomlList } from './toml-edit.ts'
import { spotAt, type TomlPath } from './toml-spots.ts'
import { isTable, type TomlTable } from './toml.ts'

/** A list of texts in config.toml: a key of a table. */
export interface ListPlace {
  readonly table: TomlPath
  readonly key: string
}

/** The list of a place, with the places of its items; null where the key is missing. */
export function listIn({ text, value, spots }: RunnerConfig, { table, key }: ListPlace): TomlList | null {
  const spot = spotAt(spots, [...table, keyIn(tableAt(value, table), key)])
  if (spot?.kind !== 'list') return null
  const items = spot.items.map((item) => {
    if (item.kind !== 'plain') throw new Error(`${key} is not a list of texts`)
    const { start, end } = item
    return { value: textOf(text.slice(start, end)), start, end }
  })
  return { start: spot.start, end: spot.end, items }
}

/** Puts texts before one of a list, or at its end, as the file sets its items apart. */
export function insertTexts(text: string, list: TomlList, at: number, values: readonly string[]): string {
  const put = values.map((value) => JSON.stringify(value))
  const [first, last] = [list.items[0], list.items.at(-1)]
  if (!first || !last) return splice(text, list.start + 1, 0, put.join(', '))
  const lead = text.slice(list.start + 1, first.start)
  const gap = lead.includes('\n') ? lead.slice(lead.lastIndexOf('\n') - (lead.includes('\r\n') ? 1 : 0)) : ' '
  const next = list.items[at]
  if (next) return splice(text, next.start, 0, put.map((value) => `${value},${gap}`).join(''))
  return splice(text, last.end, 0, put.map((value) => `,${gap}${value}`).join(''))
}

/** Takes items out of a list by their places. */
export function removeAt(text: string, list: TomlList, places: ReadonlySet<number>): string {
  return removeTexts(text, list, (_, at) => places.has(at))
}

/** Adds a list of texts to a table; null where the table has no form to which a key can be added. */
export function addList(
  { text, spots }: RunnerConfig,
  { table, key }: ListPlace,
  values: readonly string[],
): string | null {
  const spot = spotAt(spots, table)
  if (spot?.kind !== 'table' || spot.form === 'implied') return null
  const line = `${key} = [${values.map((value) => JSON.stringify(value)).join(', ')}]`
  if (spot.form === 'inline') return splice(text, spot.start + 1, 0, ` ${line}${spot.entries.size > 0 ? ',' : ' '}`)
  const eol = endingOf(text)
  const isOpen = spot.end === text.length && !text.endsWith('\n')
  return splice(text, spot.end, 0, isOpen ? `${eol}${spot.indent}${line}` : `${spot.indent}${line}${eol}`)
}

/** Takes a key out whose list `addList` added; the text as it was where it no longer stands as it did. */
export function removeList(config: RunnerConfig, { table, key }: ListPlace): string {
  const { text, spots } = config
  const holder = spotAt(spots, table)
  const entry = holder?.kind === 'table' ? holder.entries.get(key) : undefined
  if (holder?.kind !== 'table' || entry?.spot.kind !== 'list') return text
  const { end } = entry.spot
  if (holder.form === 'inline') {
    const behind = /^[ \t]*,?/.exec(text.slice(end))![0]
    // As the last of several it has its comma in front.
    const from = behind.includes(',')
      ? entry.start - (text[entry.start - 1] === ' ' ? 1 : 0)
      : commaBefore(text, entry.start)
    return splice(text, from, end + behind.length - from, '')
  }
  const start = text.lastIndexOf('\n', entry.start - 1) + 1
  const next = text.indexOf('\n', end)
  return next < 0 ? text.slice(0, start).replace(/\r?\n$/, '') : splice(text, start, next + 1 - start, '')
}

// Where the comma before a place stands, or else the spaces there.
function commaBefore(text: string, place: number): number {
  let at = place
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--
  return text[at - 1] === ',' ? at - 1 : at
}

/** The table at the end of a path. */
export function tableAt(value: TomlTable, path: TomlPath): TomlTable {
  const found = path.reduce<unknown>(
    (inner, part) => (inner as Readonly<Record<string | number, unknown>>)[part],
    value,
  )
  if (!isTable(found)) throw new Error(`no table at ${path.join('.')}`)
  return found
}
