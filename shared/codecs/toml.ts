import TOML from '@iarna/toml'
import { checkPlainText, unparseable, type Parsed } from './parsed.ts'

/** A TOML table as a value. */
export type TomlTable = Readonly<Record<string, unknown>>

/** Reads TOML; a text that is not plain, or does not parse, is refused at its place. */
export function parseToml(path: string, text: string): Parsed<TomlTable> {
  const refusal = checkPlainText(path, text)
  if (refusal) return { ok: false, refusal }
  try {
    // The library refuses the carriage return behind a comment; TOML and every engine take it.
    return { ok: true, value: TOML.parse(text.replaceAll('\r\n', '\n')) }
  } catch (error) {
    return { ok: false, refusal: unparseable(path, placeOfError(error), reasonOf(error)) }
  }
}

/** Writes a value as TOML. */
export function formatToml(value: TomlTable): string {
  return TOML.stringify(value as TOML.JsonMap)
}

// From a comment to the end, with nothing but comments and blank lines between.
const lastComments = /^[ \t]*#[^\n]*(?:\n[ \t\r]*(?:#[^\n]*)?)*(?![^])/m

/**
 * Takes tables out of a text and leaves every other byte. `isOurs` is shown each table as if it stood alone,
 * from its header to the next. Comments below its last key stay: somebody wrote those for what follows.
 */
export function removeTables(text: string, isOurs: (alone: TomlTable) => boolean): string {
  const pieces = text.split(/(?=^[ \t]*\[)/m).map((piece) => {
    const alone = /^[ \t]*\[/.test(piece) ? parseToml('', piece) : null
    return alone?.ok && isOurs(alone.value) ? (lastComments.exec(piece)?.[0] ?? '') : piece
  })
  return pieces.join('')
}

/** Whether a TOML value is a table. */
export function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** Whether two TOML values are the same, whatever the order of their keys. */
export function isSameToml(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other)
}

// A large whole number in TOML is a BigInt, of which JSON knows nothing.
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}n`
    if (!isTable(part)) return part
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

// The library counts lines from zero, and columns too, except on the first line [measured 3.0.0].
function placeOfError(error: unknown): { readonly line: number; readonly column: number } {
  const { line = 0, col = 1 } = error as { line?: number; col?: number }
  return { line: line + 1, column: line === 0 ? Math.max(col, 1) : col + 1 }
}

// Its message goes on with the place and an excerpt of the text, which may hold secrets.
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split(/ at row \d+/)[0]!.split('\n')[0]!
}
