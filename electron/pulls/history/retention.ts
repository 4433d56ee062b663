import type { Retention } from '../history.ts'
import type { Database } from './database.ts'

const dayMs = 24 * 3_600_000
/** Rows that go in one transaction: others may write in between. */
const bite = 5_000
const maxBites = 2_000

/** By which column the rows of a table grow old. What is known of a catalog stays: it cannot be learnt again. */
const aging: readonly (readonly [table: string, column: string, key: string])[] = [
  ['requests', 'at', '(mirror, id)'],
  ['mirror_pulls', 'ended', '(cursor)'],
  ['pulls', 'at', '(id)'],
  ['quotas', 'at', '(at, body)'],
  ['counters', 'at', '(mirror, at)'],
  ['fetched', 'at', '(mirror, repository, digest)'],
  ['described', 'at', '(digest)'],
]

/** Removes what is older than is to be kept, then the oldest until the file is small enough, and gives the space back. */
export function prune(db: Database, { days, megabytes }: Retention, now: number): void {
  for (const [table, column, key] of aging) {
    const columns = key.slice(1, -1)
    const sql = `DELETE FROM ${table} WHERE ${key} IN (SELECT ${columns} FROM ${table} WHERE ${column} < ? LIMIT ?)`
    while (db.run(sql, now - days * dayMs, bite).changes === bite);
  }
  for (let bites = 0; bites < maxBites && usedBytes(db) > megabytes * 1_000_000; bites++) {
    const gone = aging.slice(0, 3).map(([table, column, key]) => {
      const columns = key.slice(1, -1)
      return db.run(
        `DELETE FROM ${table} WHERE ${key} IN (SELECT ${columns} FROM ${table} ORDER BY ${column} LIMIT ?)`,
        bite,
      ).changes
    })
    if (gone.every((count) => count === 0)) break
  }
  db.run('PRAGMA incremental_vacuum')
}

function usedBytes(db: Database): number {
  const pragma = (name: string): number => Number(db.get(`PRAGMA ${name}`)?.[name])
  return (pragma('page_count') - pragma('freelist_count')) * pragma('page_size')
}
