import type { Quota } from '../../../shared/pulls/quota.ts'
import type { MirrorCounters } from '../../../shared/pulls/stats.ts'
import type { PullHistory } from '../history.ts'
import type { Database } from './database.ts'
import { numberOf } from './mirrors.ts'

type MeasuredSide = Pick<PullHistory, 'addQuota' | 'quotas' | 'addCounters' | 'counters' | 'recall' | 'remember'>

/** Quotas, counters, and small things to go on from. */
export function measuredSide(db: Database): MeasuredSide {
  return {
    // The same measurement may come again with the news of a collector.
    addQuota: (quota) =>
      void db.run('INSERT OR IGNORE INTO quotas (at, body) VALUES (?, ?)', quota.at, JSON.stringify(quota)),
    quotas: (since) =>
      db
        .all('SELECT body FROM quotas WHERE at >= ? ORDER BY at DESC LIMIT 5000', since)
        .map((row) => JSON.parse(String(row['body'])) as Quota),
    addCounters(mirror, counters, source) {
      const sql = 'INSERT OR REPLACE INTO counters (mirror, at, source, body) VALUES (?, ?, ?, ?)'
      db.together(() => db.run(sql, numberOf(db, mirror), counters.at, source, JSON.stringify(counters)))
    },
    counters: (mirror, limit) =>
      db
        .all(
          'SELECT body FROM counters JOIN mirrors ON number = mirror WHERE url = ? ORDER BY at DESC LIMIT ?',
          mirror,
          limit,
        )
        .map((row) => JSON.parse(String(row['body'])) as MirrorCounters),
    recall(key) {
      const row = db.get('SELECT value FROM meta WHERE key = ?', key)
      return row ? String(row['value']) : null
    },
    remember: (key, value) => void db.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, value),
  }
}
