import type { Retention } from '../history.ts'
import type { Database } from './database.ts'

const dayMs = 24 * 3_600_000
/** Nobody else waits longer than this for a step and the bite that it ends with. */
const stepMs = 30
/** Rows of a table that go in one transaction. */
const bite = 500
/** Pages of 4 kB that one step gives back to the disk. */
const givenBack = 500

/** Whose rows may go by age and by size, and the column (the first of an index) that tells how old they are. */
const passing = [
  ['requests', 'at'],
  ['mirror_pulls', 'ended'],
  ['pulls', 'at'],
  ['described', 'at'],
] as const

/** Small ones, which go by age alone. */
const small = ['quotas', 'counters'] as const

/** A fetch that is forgotten while the mirror still has it makes a miss of a hit: they outlast what is kept else. */
const fetchedDays = 400

/**
 * Takes one step at removing what is older than is to be kept, or the oldest while the database is too large, and at
 * giving the space back. Returns whether there is more to do. What is known of a catalog stays: it cannot be learnt again.
 */
export function prune(db: Database, { days, megabytes }: Retention, now: number): boolean {
  const oldest = now - days * dayMs
  const begun = performance.now()
  let gone = 0
  do {
    const end = endOfBite(db)
    const isLarge = usedBytes(db) > megabytes * 1_000_000
    gone = end === null ? 0 : removeUpTo(db, isLarge ? end : Math.min(end, oldest - 1))
  } while (gone > 0 && performance.now() - begun < stepMs)
  if (gone > 0) return true
  for (const table of small) db.run(`DELETE FROM ${table} WHERE at < ?`, oldest)
  db.run('DELETE FROM fetched WHERE at < ?', now - Math.max(days, fetchedDays) * dayMs)
  db.exec(`PRAGMA incremental_vacuum(${givenBack})`)
  if (pragma(db, 'freelist_count') > 0) return true
  // The file itself shrinks when the journal is carried over.
  db.exec('PRAGMA wal_checkpoint(PASSIVE)')
  return false
}

function removeUpTo(db: Database, end: number): number {
  return db.together(() =>
    passing
      .map(([table, column]) => db.run(`DELETE FROM ${table} WHERE ${column} <= ?`, end).changes)
      .reduce((sum, count) => sum + count, 0),
  )
}

// The newest time up to which no table loses more than a bite (but for rows of the same millisecond).
function endOfBite(db: Database): number | null {
  const ends = passing.flatMap(([table, column]) => {
    const sql = `SELECT max(${column}) AS end FROM (SELECT ${column} FROM ${table} ORDER BY ${column} LIMIT ${bite})`
    const end = db.get(sql)?.['end'] ?? null
    return end === null ? [] : Number(end)
  })
  return ends.length === 0 ? null : Math.min(...ends)
}

function usedBytes(db: Database): number {
  return (pragma(db, 'page_count') - pragma(db, 'freelist_count')) * pragma(db, 'page_size')
}

function pragma(db: Database, name: string): number {
  return Number(db.get(`PRAGMA ${name}`)?.[name])
}
