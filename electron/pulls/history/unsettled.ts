import type { MirrorPull } from '../../../shared/pulls/sighting.ts'
import type { PullHistory } from '../history.ts'
import type { Database } from './database.ts'

// A pull settles within seconds: whatever has not lies among the last that were written.
const latest = `SELECT body FROM (SELECT body FROM mirror_pulls ORDER BY cursor DESC LIMIT 20000)
  WHERE json_extract(body, '$.isSettled') = 0`

/** Pulls of mirrors that were still going on when they were written last. */
export function unsettledSide(db: Database): Pick<PullHistory, 'unsettledMirrorPulls'> {
  return { unsettledMirrorPulls: () => db.all(latest).map((row) => JSON.parse(String(row['body'])) as MirrorPull) }
}
