import { hash } from 'node:crypto'
import type { FirstCached } from '../../../shared/pulls/catalog.ts'
import type { PullHistory } from '../history.ts'
import type { Database } from './database.ts'
import { numberOf } from './mirrors.ts'

const add = 'INSERT OR IGNORE INTO first_cached (mirror, repository, after, before) VALUES (?, ?, ?, ?)'

/** Which repository came into which catalog between which two looks. */
export function lookSide(db: Database): Pick<PullHistory, 'lookedAt' | 'firstCached'> {
  return {
    lookedAt: (mirror, at, names) =>
      db.together(() => {
        const number = numberOf(db, mirror)
        const last = db.get('SELECT at, digest FROM looks WHERE mirror = ?', number)
        const after = last ? Number(last['at']) : null
        // Mostly nothing is new, and a hundred thousand names take their time.
        const digest = hash('sha256', names.join('\n'))
        const fresh: FirstCached[] = []
        for (const repository of digest === last?.['digest'] ? [] : names) {
          const { changes } = db.run(add, number, repository, after, at)
          if (changes > 0 && after !== null) fresh.push({ repository, after, before: at })
        }
        db.run('INSERT OR REPLACE INTO looks (mirror, at, digest) VALUES (?, ?, ?)', number, at, digest)
        return fresh
      }),
    firstCached(mirror, repository) {
      const sql = `SELECT after, before FROM first_cached JOIN mirrors ON number = mirror
        WHERE url = ? AND repository = ?`
      const row = db.get(sql, mirror, repository)
      if (!row) return null
      return { repository, after: row['after'] === null ? null : Number(row['after']), before: Number(row['before']) }
    },
  }
}
