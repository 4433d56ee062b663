import type { FirstCached } from '../../../shared/pulls/catalog.ts'
import type { PullHistory } from '../history.ts'
import type { Database } from './database.ts'
import { numbersOf } from './mirrors.ts'

/** Which repository came into which catalog between which two looks. */
export function lookSide(db: Database): Pick<PullHistory, 'lookedAt' | 'firstCached'> {
  const numberOf = numbersOf(db)
  const add = `INSERT OR IGNORE INTO first_cached (mirror, repository, after, before) VALUES (?, ?, ?, ?)`
  return {
    lookedAt(mirror, at, names) {
      const number = numberOf(mirror)
      return db.together(() => {
        const last = db.get('SELECT max(at) AS at FROM looks WHERE mirror = ?', number)?.['at'] ?? null
        const after = last === null ? null : Number(last)
        const fresh: FirstCached[] = []
        for (const repository of names) {
          const { changes } = db.run(add, number, repository, after, at)
          if (changes > 0 && after !== null) fresh.push({ repository, after, before: at })
        }
        db.run('DELETE FROM looks WHERE mirror = ?', number)
        db.run('INSERT INTO looks (mirror, at) VALUES (?, ?)', number, at)
        return fresh
      })
    },
    firstCached(mirror, repository) {
      const sql = 'SELECT after, before FROM first_cached WHERE mirror = ? AND repository = ?'
      const row = db.get(sql, numberOf(mirror), repository)
      if (!row) return null
      return { repository, after: row['after'] === null ? null : Number(row['after']), before: Number(row['before']) }
    },
  }
}
