import type { Events } from '../../shared/contract.ts'
import type { PullPage } from '../../shared/pulls/contract.ts'
import { isThrough } from '../../shared/pulls/filter.ts'
import type { Pull, PullFilter } from '../../shared/pulls/pull.ts'

/** The pulls that a window holds, newest first. */
export interface PullList {
  readonly rows: readonly Pull[]
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
  return { rows: pulls, fresh: [], next, total, isBehind: false }
}

/** Puts older pulls behind those that are here. */
export function withPage(list: PullList, { pulls, next }: PullPage): PullList {
  // Only what stood at the end can have moved into this page; to look through all would take longer with each one.
  const known = new Set(list.rows.slice(-nearby).map(({ id }) => id))
  const rows = [...list.rows, ...pulls.filter(({ id }) => !known.has(id))]
  return { ...list, rows, next: rows.length >= maxRows ? null : next }
}

/**
 * Takes news in. Rows that are here change where they stand. New ones come in at the top only where `follows` says
 * that nobody is reading further down.
 */
export function withNews(list: PullList, event: Events['pulls'], filter: PullFilter, follows: boolean): PullList {
  const removed = new Set(event.removed)
  const changed = new Map(event.pulls.map((pull) => [pull.id, pull]))
  const used = new Set<string>()
  const rows = list.rows.map((row) => {
    const now = changed.get(row.id) ?? (removed.has(row.id) ? successorOf(row, event.pulls, used) : undefined)
    if (now) used.add(now.id)
    return now ?? row
  })
  const gone = follows ? rows.filter(({ id }) => !removed.has(id)) : rows
  const known = new Set(gone.map(({ id }) => id))
  const held = list.fresh.filter(({ id }) => !removed.has(id) && !changed.has(id))
  const news = [...event.pulls.filter((pull) => !known.has(pull.id) && isThrough(pull, filter)), ...held].toSorted(
    (a, b) => b.at - a.at,
  )
  const total = list.total + news.length - list.fresh.length
  const next = { ...list, rows: gone, total, isBehind: list.isBehind || event.more }
  return follows ? { ...next, rows: [...news, ...gone].slice(0, maxRows), fresh: [] } : { ...next, fresh: news }
}

/** Lets those in that were held back. */
export function withFresh(list: PullList): PullList {
  return { ...list, rows: [...list.fresh, ...list.rows], fresh: [] }
}

// What a mirror saw was the pull that an engine now tells of: it takes the other's place, and nothing moves.
function successorOf(row: Pull, pulls: readonly Pull[], used: ReadonlySet<string>): Pull | undefined {
  return pulls.find(
    ({ id, engine, image }) => engine !== null && !used.has(id) && image.repository === row.image.repository,
  )
}
