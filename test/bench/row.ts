/** One line of the table: two ways side by side, or one figure by itself. */
export type Row = Compared | Measured

/** Medians of the same rounds; the limit, if there is one, is for the ratio. */
export interface Compared {
  readonly kind: 'compared'
  readonly what: string
  /** What stands on the other side. */
  readonly than: string
  readonly unit: Unit
  readonly ours: number
  readonly theirs: number
  readonly limit: number | null
}

/** One figure; the limit, if there is one, is for the figure. */
export interface Measured {
  readonly kind: 'measured'
  readonly what: string
  readonly unit: Unit
  readonly ours: number
  readonly limit: number | null
}

/** Milliseconds, kilobytes of 1024, or how many. */
export type Unit = 'ms' | 'KB' | ''

/** A part of the bench: its rows, or in words why it cannot run here. */
export interface Part {
  /** What a person types to run this part alone. */
  readonly name: string
  /** What the rows have in common, as the heading above them. */
  readonly title: string
  whyNot(): Promise<string | null>
  run(effort: Effort): Promise<readonly Row[]>
}

/** How long a person is willing to wait. */
export interface Effort {
  /** Measured rounds of each race; one more goes before them and does not count. */
  readonly rounds: number
  readonly idleSeconds: number
}

/** Ours divided by theirs. */
export function ratioOf({ ours, theirs }: Compared): number {
  return ours / theirs
}

/** Whether a row keeps to its limit; null where it has none. */
export function keepsLimit(row: Row): boolean | null {
  if (row.limit === null) return null
  return (row.kind === 'compared' ? ratioOf(row) : row.ours) <= row.limit
}
