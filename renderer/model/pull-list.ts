import type { Events } from '../../shared/contract.ts'
import type { PullPage } from '../../shared/pulls/contract.ts'
import { isThrough } from '../../shared/pulls/filter.ts'
import type { Pull, PullFilter } from '../../shared/pulls/pull.ts'
import { firstOf, lastOf, longList, type LongList, mapParts, withHead, withPart } from './long-list.ts'

/** The pulls that a window holds, newest first. */
export interface PullList {
  readonly rows: LongList<Pull>
  /** Seen since, and held back so that what is read does not move; newest first. */
  readonly fresh: readonly Pull[]
  /** Where the next page begins; null at the end. */
  readonly next: string | null
  /** How many match in all, the held back ones included. */
  readonly total: number
  /** Others came that nobody told one by one: the list is to be read anew when it is shown from its top. */
  readonly isBehind: boolean
}

/** More than this nobody scrolls through; the rest is found by a filter. */
const maxRows = 100_000
const nearby = 1000

export function firstPage({ pulls, next, total }: PullPage): PullList {
  return { rows: longList(pulls), fresh: [], next, total, isBehind: false }
}

/** Puts older pulls behind those that are here. */
export function withPage(list: PullList, { pulls, next }: PullPage): PullList {
  // Only what stood at the end can have moved into this page; to look through all would take longer with each one.
  const known = new Set(lastOf(list.rows, nearby).map(({ id }) => id))
  const rows = firstOf(
    withPart(
      list.rows,
      pulls.filter(({ id }) => !known.has(id)),
    ),
    maxRows,
  )
  return { ...list, rows, next: rows.length >= maxRows ? null : next }
}

/**
 * Takes news in. Rows that are here change where they stand. New ones come in at the top only where `follows` says
 * that nobody is reading further down.
 */
export function withNews(list: PullList, event: Events['pulls'], filter: PullFilter, follows: boolean): PullList {
  const removed = new Set(event.removed)
  const changed = new Map(event.pulls.map((pull) => [pull.id, pull]))
  // Ids that are here, or that have taken the place of one that was.
  const used = new Set<string>()
  let gone = 0
  const isTouched = ({ id }: Pull): boolean => changed.has(id) || removed.has(id)
  // First those that stay under their id, so that none of them takes the place of another.
  for (const part of list.rows.parts) for (const { id } of part) if (changed.has(id)) used.add(id)
  const rows = mapParts(list.rows, (part) => {
    if (!part.some(isTouched)) return part
    return part.flatMap((row): readonly Pull[] => {
      const now = changed.get(row.id) ?? (removed.has(row.id) ? successorOf(row, event.pulls, used) : row)
      if (now) used.add(now.id)
      // One that stands no more stays on the screen of who reads.
      if (!now && follows) gone++
      return now ? [now] : follows ? [] : [row]
    })
  })
  const held = list.fresh.filter((pull) => !isTouched(pull))
  const news = [...event.pulls.filter((pull) => !used.has(pull.id) && isThrough(pull, filter)), ...held].toSorted(
    (a, b) => b.at - a.at,
  )
  const total = list.total + news.length - list.fresh.length - gone
  const next = { ...list, rows, total, isBehind: list.isBehind || event.more }
  if (!follows) return { ...next, fresh: news }
  return { ...next, rows: firstOf(withHead(rows, news), maxRows), fresh: [] }
}

/** Lets those in that were held back. */
export function withFresh(list: PullList): PullList {
  return { ...list, rows: firstOf(withHead(list.rows, list.fresh), maxRows), fresh: [] }
}

// What a mirror saw was the pull that an engine now tells of: it takes the other's place, and nothing moves.
function successorOf(row: Pull, pulls: readonly Pull[], used: ReadonlySet<string>): Pull | undefined {
  return pulls.find(
    ({ id, engine, image }) => engine !== null && !used.has(id) && image.repository === row.image.repository,
  )
}
