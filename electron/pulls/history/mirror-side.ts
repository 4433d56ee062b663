import type { MirrorPull, MirrorRequest } from '../../../shared/pulls/sighting.ts'
import type { PullHistory } from '../history.ts'
import type { Database } from './database.ts'
import { numberOf } from './mirrors.ts'

type MirrorSide = Pick<
  PullHistory,
  | 'addRequests'
  | 'knownRequests'
  | 'fetchedAt'
  | 'noteFetched'
  | 'putMirrorPulls'
  | 'mirrorPullsAfter'
  | 'mirrorPullsOf'
  | 'unsettledMirrorPulls'
  | 'describedBy'
>

const addRequest = `INSERT OR IGNORE INTO requests (mirror, id, at, pull, method, status, kind, tag, digest, bytes)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const isKnown = `SELECT 1 FROM requests
  WHERE at = ? AND mirror = (SELECT number FROM mirrors WHERE url = ?) AND id = ?`
const isDescribed = 'SELECT 1 FROM described WHERE digest = ?'
const describe = 'INSERT OR IGNORE INTO described (digest, at, body) VALUES (?, ?, ?)'
const lastFetched = `SELECT at FROM fetched
  WHERE mirror = (SELECT number FROM mirrors WHERE url = ?) AND repository = ? AND digest = ?`
// A row that is replaced gets a new number: whoever reads on from a cursor sees the change.
const putPull = `INSERT OR REPLACE INTO mirror_pulls (id, repository, begun, ended, settled, body)
  VALUES (?, ?, ?, ?, ?, ?)`
const maxUnsettled = 20_000

/** What mirrors were asked for, and the pulls that were made of it. */
export function mirrorSide(db: Database): MirrorSide {
  const keepDescription = (request: MirrorRequest): void => {
    const { digest, references, kind } = request
    if (kind === 'blob' || digest === null || references.length === 0) return
    if (db.get(isDescribed, digest) === undefined) db.run(describe, digest, request.at, JSON.stringify(request))
  }

  return {
    addRequests(mirror, requests) {
      db.together(() => {
        const number = numberOf(db, mirror)
        for (const { request, pull } of requests) {
          const { id, at, method, status, kind, tag, digest, bytes } = request
          db.run(addRequest, number, id, at, pull, method, status, kind, tag, digest, bytes)
          keepDescription(request)
        }
      })
    },
    knownRequests(mirror, requests) {
      const known = requests.filter(({ at, id }) => db.get(isKnown, at, mirror, id) !== undefined)
      return new Set(known.map(({ id }) => id))
    },
    fetchedAt(mirror, repository, digest) {
      const row = db.get(lastFetched, mirror, repository, digest)
      return row ? Number(row['at']) : null
    },
    noteFetched(mirror, fetched) {
      if (fetched.length === 0) return
      const sql = 'INSERT OR REPLACE INTO fetched (mirror, repository, digest, at) VALUES (?, ?, ?, ?)'
      db.together(() => {
        const number = numberOf(db, mirror)
        for (const { repository, digest, at } of fetched) db.run(sql, number, repository, digest, at)
      })
    },
    putMirrorPulls(pulls) {
      db.together(() => {
        for (const pull of pulls) {
          const { id, repository, from, to, isSettled } = pull
          db.run(putPull, id, repository, from, to, isSettled ? 1 : 0, JSON.stringify(pull))
        }
      })
    },
    unsettledMirrorPulls: () =>
      db.all('SELECT body FROM mirror_pulls WHERE settled = 0 ORDER BY ended DESC LIMIT ?', maxUnsettled).map(pullIn),
    mirrorPullsAfter(cursor, limit) {
      const rows = db.all(
        'SELECT cursor, body FROM mirror_pulls WHERE cursor > ? ORDER BY cursor LIMIT ?',
        cursor,
        limit,
      )
      return { pulls: rows.map(pullIn), cursor: Number(rows.at(-1)?.['cursor'] ?? cursor) }
    },
    mirrorPullsOf(repository, from, to) {
      const sql = `SELECT body FROM mirror_pulls WHERE repository = ? AND ended >= ? AND begun <= ?
        ORDER BY ended DESC LIMIT 500`
      return db.all(sql, repository, from, to).map(pullIn).toReversed()
    },
    describedBy(digest) {
      const row = db.get('SELECT body FROM described WHERE digest = ?', digest)
      return row ? (JSON.parse(String(row['body'])) as MirrorRequest) : null
    },
  }
}

function pullIn(row: { readonly [name: string]: unknown }): MirrorPull {
  return JSON.parse(String(row['body'])) as MirrorPull
}
