import { filterIndex, type NameIndex } from '../../shared/pulls/catalog-lines.ts'

/** The names that match a filter, as a list that is looked at here and there. */
export interface CatalogRows {
  readonly total: number
  /** The name in this place; empty where there is none. */
  nameAt(index: number): string
}

// What fits into a window a few times over; the rest is cut out of the text when somebody scrolls there.
const firstMany = 200
const growth = 8

/** The rows of a catalog that match. Typing costs one walk through the text, however much matches. */
export function catalogRows(index: NameIndex, text: string): CatalogRows {
  let found = filterIndex(index, text, firstMany)
  return {
    total: found.total,
    nameAt(at) {
      if (at >= found.names.length && at < found.total)
        found = filterIndex(index, text, Math.max(at + firstMany, found.names.length * growth))
      return found.names[at] ?? ''
    },
  }
}
