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
