import { keepsLimit, ratioOf, type Row, type Unit } from './row.ts'

const widths = [46, 28, 9, 10, 7, 9] as const
const headings = ['', 'against', 'ours', 'theirs', 'ratio', 'limit'] as const

/** The line above the rows of all parts. */
export const head = columns(headings)

/** A row as a line of the table: ✓ or ✗ where it has a limit. */
export function lineOf(row: Row): string {
  const ours = figure(row.ours, row.unit)
  const mark = { true: ' ✓', false: ' ✗', null: '' }[`${keepsLimit(row)}`]
  if (row.kind === 'measured') {
    return columns([row.what, '', ours, '', '', row.limit === null ? '' : figure(row.limit, row.unit)]) + mark
  }
  const limit = row.limit === null ? '' : row.limit.toFixed(2)
  return columns([row.what, row.than, ours, figure(row.theirs, row.unit), ratioOf(row).toFixed(2), limit]) + mark
}

function columns(cells: readonly string[]): string {
  // The first two are words, the others figures.
  return cells
    .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
    .join('')
    .trimEnd()
}

function figure(value: number, unit: Unit): string {
  const text = unit === 'KB' || (unit === 'ms' && value < 10) ? value.toFixed(1) : value.toFixed(0)
  return unit === '' ? text : `${text} ${unit}`
}
