/** A row that has opened below itself, and how tall that made it. */
export interface OpenedRow {
  readonly index: number
  /** Pixels that it takes beyond those of a row. */
  readonly extra: number
}

/** A list of rows of one height, of which one may be taller. Heights in CSS pixels. */
export interface RowsShape {
  readonly count: number
  readonly rowHeight: number
  readonly opened: OpenedRow | null
}

// Ranges begin and end on multiples of this: most movements of a wheel then change nothing that is drawn.
const step = 4

/** Where a row begins. */
export function topOf({ rowHeight, opened }: RowsShape, index: number): number {
  return index * rowHeight + (opened !== null && index > opened.index ? opened.extra : 0)
}

/** How tall all rows are together. */
export function heightOf(shape: RowsShape): number {
  return topOf({ ...shape, opened: null }, shape.count) + (shape.opened?.extra ?? 0)
}

/** The row at a height; the last one below them all. */
export function rowAt(shape: RowsShape, top: number): number {
  const { rowHeight, opened, count } = shape
  const openedEnd = opened === null ? Infinity : topOf(shape, opened.index + 1)
  const within = opened !== null && top >= openedEnd - rowHeight - opened.extra && top < openedEnd
  const plain = Math.floor((top >= openedEnd ? top - (opened?.extra ?? 0) : top) / rowHeight)
  return Math.max(0, Math.min(count - 1, within ? opened.index : plain))
}

/** The rows to draw for what is in sight, with some before and after: from `first` up to but without `end`. */
export function rowsInSight(
  shape: RowsShape,
  scrollTop: number,
  viewHeight: number,
): { readonly first: number; readonly end: number } {
  if (shape.count === 0) return { first: 0, end: 0 }
  const first = Math.floor(rowAt(shape, scrollTop) / step) * step - step
  const end = Math.ceil((rowAt(shape, scrollTop + viewHeight) + 1) / step) * step + step
  return { first: Math.max(0, first), end: Math.min(shape.count, end) }
}

/** Where to scroll so that a row is in sight; the same place where it is already. */
export function scrollTo(shape: RowsShape, index: number, scrollTop: number, viewHeight: number): number {
  const top = topOf(shape, index)
  if (top < scrollTop) return top
  const bottom = top + shape.rowHeight
  return bottom > scrollTop + viewHeight ? bottom - viewHeight : scrollTop
}

/** Where a key leads from a row; null for keys that lead nowhere. */
export function rowAfterKey(key: string, index: number, count: number, perPage: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + perPage,
    PageUp: index - perPage,
    Home: 0,
    End: count - 1,
  }
  const to = Object.hasOwn(moves, key) ? moves[key] : undefined
  return to === undefined ? null : Math.max(0, Math.min(count - 1, to))
}

/**
 * Which element draws which row, by the rows' keys, in the order of the page. A row that stays keeps its element. Where
 * none but the one with the focus stays, the elements of the others are used again, which is quicker than new ones; in
 * their old order, since an element that is moved loses the focus.
 */
export function elementsFor(before: ReadonlyMap<string, number>, keys: readonly string[]): ReadonlyMap<string, number> {
  const free = freeIn(before, keys)
  let fresh = Math.max(-1, ...before.values())
  return new Map(keys.map((key) => [key, before.get(key) ?? free.shift() ?? ++fresh]))
}

function freeIn(before: ReadonlyMap<string, number>, keys: readonly string[]): number[] {
  const elements = [...before.values()]
  const [stays, ...others] = keys.filter((key) => before.has(key))
  if (stays === undefined) return elements
  const place = [...before.keys()].indexOf(stays)
  if (others.length > 0) return []
  if (stays === keys[0]) return elements.slice(place + 1)
  return stays === keys.at(-1) ? elements.slice(0, place) : []
}
