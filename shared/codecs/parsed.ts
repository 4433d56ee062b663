import { notice, type Notice } from '../notice.ts'
import type { Refusal } from '../plan.ts'

/** A text read as a value, or the refusal that names the place it could not be read at. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

/** Line and column, both from one, of an offset in a text. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}

/** The refusal of a text that cannot be parsed. */
export function unparseable(
  path: string,
  place: { readonly line: number; readonly column: number },
  why: string,
): Refusal {
  return refusalAt(path, place, notice('unparseable-file', { path, ...place, why }))
}

/** A refusal that points at a place in a text. */
export function refusalAt(
  path: string,
  { line, column }: { readonly line: number; readonly column: number },
  said: Notice,
): Refusal {
  return { path, line, column, notice: said }
}

/** What no format that we edit may hold: a byte order mark or NUL; engines disagree about both. */
export function checkPlainText(path: string, text: string): Refusal | null {
  if (text.startsWith('\uFEFF')) return refusalAt(path, { line: 1, column: 1 }, notice('file-bom', { path }))
  const nul = text.indexOf('\0')
  if (nul < 0) return null
  const place = placeOf(text, nul)
  return refusalAt(path, place, notice('file-nul', { path, ...place }))
}
