import TOML from '@iarna/toml'
import { checkPlainText, unparseable, type Parsed } from './parsed.ts'

/** A TOML table as a value. */
export type TomlTable = Readonly<Record<string, unknown>>

/** Reads TOML; a text that is not plain, or does not parse, is refused at its place. */
export function parseToml(path: string, text: string): Parsed<TomlTable> {
  const refusal = checkPlainText(path, text)
  if (refusal) return { ok: false, refusal }
  try {
    return { ok: true, value: TOML.parse(text) }
  } catch (error) {
    return { ok: false, refusal: unparseable(path, placeOfError(error), reasonOf(error)) }
  }
}

/** Writes a value as TOML. */
export function formatToml(value: TomlTable): string {
  return TOML.stringify(value as TOML.JsonMap)
}

/**
 * Takes tables out of a text and leaves every other byte. `isOurs` is shown each table as if it stood alone:
 * from its header to the next. Comments below its last key stay: somebody wrote those for what follows.
 */
export function removeTables(text: string, isOurs: (alone: TomlTable) => boolean): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const isHeader = (line: string): boolean => /^[ \t]*\[/.test(line)
  let [cutting, kept, comments] = [false, '', '']
  lines.forEach((line, at) => {
    if (isHeader(line)) {
      const next = lines.findIndex((other, place) => place > at && isHeader(other))
      const alone = parseToml('', lines.slice(at, next < 0 ? undefined : next).join(''))
      cutting = alone.ok && isOurs(alone.value)
      kept += comments
      comments = ''
    }
    if (!cutting) kept += line
    else if (/^\s*#/.test(line) || (comments !== '' && line.trim() === '')) comments += line
    else comments = ''
  })
  return kept + comments
}

/** Whether a TOML value is a table. */
export function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

// The library counts both from zero.
function placeOfError(error: unknown): { readonly line: number; readonly column: number } {
  const { line, col } = error as { line?: number; col?: number }
  return { line: (line ?? 0) + 1, column: (col ?? 0) + 1 }
}

// Its message goes on with the place and an excerpt of the text, which may hold secrets.
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split(/ at row \d+/)[0]!.split('\n')[0]!
}
