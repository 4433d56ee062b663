import { columns, type Cell, type Column, type Conformance } from './conformance.ts'

/** One row of the table: an engine in one version. */
export interface Row {
  readonly engine: string
  readonly version: string
  readonly cells: Partial<Readonly<Record<Column, Cell>>>
}

/** Rows with the cells that a run has shown; what it did not show again stays as it was. */
export function mergeRows(rows: readonly Row[], shown: readonly Conformance[]): readonly Row[] {
  const byName = new Map(rows.map((row) => [nameOf(row), row]))
  for (const { engine, version, column, cell } of shown) {
    const known = byName.get(nameOf({ engine, version })) ?? { engine, version, cells: {} }
    byName.set(nameOf(known), { ...known, cells: { ...known.cells, [column]: cell } })
  }
  return [...byName.values()].toSorted((a, b) => compare(a.engine, b.engine) || compare(a.version, b.version))
}

function nameOf({ engine, version }: { readonly engine: string; readonly version: string }): string {
  return `${engine} ${version}`
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

/** The table as Markdown, with the reasons of cells that are not measured below it. */
export function formatTable(rows: readonly Row[]): string {
  const reasons: string[] = []
  const mark = (reason: string): number => {
    if (!reasons.includes(reason)) reasons.push(reason)
    return reasons.indexOf(reason) + 1
  }
  const show = (cell: Cell | undefined): string => {
    if (cell === undefined) return ''
    if (cell === 'measured') return '●'
    return 'recorded' in cell ? `○ ${mark(cell.recorded)}` : `– ${mark(cell.impossible)}`
  }
  const lines = rows.map(({ engine, version, cells }) => [engine, version, ...columns.map((one) => show(cells[one]))])
  const head = ['engine', 'version', ...columns]
  const table = [head, head.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`)
  const notes = reasons.map((reason, at) => `${at + 1}. ${reason}`)
  return [
    ...table,
    '',
    '● measured on the real engine. ○ shown on recorded layouts or commands alone. – not possible. Empty: not tried.',
    ...(notes.length === 0 ? [] : ['', ...notes]),
    '',
  ].join('\n')
}
