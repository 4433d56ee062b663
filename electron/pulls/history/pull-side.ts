import type { SQLInputValue } from 'node:sqlite'
import { haystackOf } from '../../../shared/pulls/filter.ts'
import { outcomes, type Evidence, type Outcome, type Pull, type PullFilter } from '../../../shared/pulls/pull.ts'
import type { OutcomeCounts } from '../../../shared/pulls/stats.ts'
import type { PullHistory } from '../history.ts'
import type { Database, Row } from './database.ts'

type PullSide = Pick<
  PullHistory,
  'putPulls' | 'readPulls' | 'unsettled' | 'removePulls' | 'evidenceOf' | 'stats' | 'countsSince' | 'seenOf'
>

const put = `INSERT INTO pulls
  (number, at, id, upstream, repository, tag, digest, engine, outcome, settled, haystack)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const remove = 'DELETE FROM pulls WHERE id = ?'
const putBody = 'INSERT INTO pull_bodies (body, evidence) VALUES (?, ?)'
const withBody = 'pulls JOIN pull_bodies USING (number)'
const maxUnsettled = 1_000
const maxTop = 20
/** Of how many of its latest pulls, and how many of them, are tags and digests of a repository told. */
const maxSeenIn = 5_000
const maxSeen = 200

/** Pulls as people see them. */
export function pullSide(db: Database): PullSide {
  const countsBetween = (since: number, until: number): OutcomeCounts =>
    countsOf(
      db.all('SELECT outcome, count(*) AS n FROM pulls WHERE at >= ? AND at <= ? GROUP BY outcome', since, until),
    )

  const countOf = (where: readonly string[], values: readonly SQLInputValue[]): number =>
    Number(db.get(`SELECT count(*) AS n FROM pulls ${clause(where)}`, ...values)?.['n'])

  return {
    putPulls(rows) {
      db.together(() => {
        for (const { pull, evidence } of rows) {
          db.run(remove, pull.id)
          const { number } = db.run(putBody, JSON.stringify(pull), JSON.stringify(evidence))
          db.run(put, number, ...valuesOf(pull))
        }
      })
    },
    readPulls({ filter, since, before, limit }) {
      const [where, values] = conditions(filter, since)
      const from = before === null ? null : positionOf(before)
      const page = from ? [...where, '(at, id) < (?, ?)'] : where
      const sql = `SELECT at, id, body FROM ${withBody} ${clause(page)} ORDER BY at DESC, id DESC LIMIT ?`
      const rows = db.all(sql, ...values, ...(from ?? []), limit)
      const last = rows.length === limit ? rows.at(-1) : undefined
      return {
        pulls: rows.map((row) => JSON.parse(String(row['body'])) as Pull),
        next: last ? `${Number(last['at'])} ${String(last['id'])}` : null,
        // A page that is the only one has counted them all.
        total: from === null && !last ? rows.length : countOf(where, values),
      }
    },
    unsettled: () =>
      db
        .all(`SELECT body FROM ${withBody} WHERE settled = 0 ORDER BY at DESC LIMIT ?`, maxUnsettled)
        .map((row) => JSON.parse(String(row['body'])) as Pull),
    removePulls(ids) {
      db.together(() => {
        for (const id of ids) db.run(remove, id)
      })
    },
    evidenceOf(id) {
      const row = db.get(`SELECT evidence FROM ${withBody} WHERE id = ?`, id)
      return row ? (JSON.parse(String(row['evidence'])) as readonly Evidence[]) : []
    },
    stats(since, until, buckets) {
      const bucketMs = Math.max(1, Math.ceil((until - since) / buckets))
      const sql = `SELECT (at - ?) / ? AS bucket, outcome, count(*) AS n FROM pulls
        WHERE at >= ? AND at <= ? GROUP BY bucket, outcome ORDER BY bucket`
      const rows = db.all(sql, BigInt(since), BigInt(bucketMs), since, until)
      const byBucket = Map.groupBy(rows, (row) => Number(row['bucket']))
      const top = db.all(
        `SELECT upstream, repository, count(*) AS n FROM pulls WHERE at >= ? AND at <= ?
          GROUP BY upstream, repository ORDER BY n DESC, upstream, repository LIMIT ?`,
        since,
        until,
        maxTop,
      )
      return {
        since,
        until,
        bucketMs,
        timeline: [...byBucket].map(([bucket, of]) => ({ at: since + bucket * bucketMs, counts: countsOf(of) })),
        counts: countsOf(rows),
        top: top.map((row) => ({
          upstream: String(row['upstream']),
          repository: String(row['repository']),
          pulls: Number(row['n']),
        })),
      }
    },
    countsSince: (since) => countsBetween(since, Number.MAX_SAFE_INTEGER),
    seenOf: (repository) =>
      db
        .all(
          `SELECT tag, digest, max(at) AS at
            FROM (SELECT tag, digest, at FROM pulls WHERE repository = ? ORDER BY at DESC LIMIT ?)
            GROUP BY tag, digest ORDER BY at DESC LIMIT ?`,
          repository,
          maxSeenIn,
          maxSeen,
        )
        .map((row) => ({ tag: textOrNull(row['tag']), digest: textOrNull(row['digest']), at: Number(row['at']) })),
  }
}

function valuesOf(pull: Pull): readonly SQLInputValue[] {
  const { id, at, image, engine, outcome, isSettled } = pull
  const { upstream, repository, tag, digest } = image
  const by = engine?.id ?? 'none'
  return [at, id, upstream, repository, tag, digest, by, outcome, isSettled ? 1 : 0, haystackOf(pull)]
}

function conditions(
  { text, engines, outcomes: wanted }: PullFilter,
  since: number | null,
): readonly [where: readonly string[], values: readonly SQLInputValue[]] {
  const where: string[] = []
  const values: SQLInputValue[] = []
  const add = (condition: string, ...more: readonly SQLInputValue[]): void => {
    where.push(condition)
    values.push(...more)
  }
  if (since !== null) add('at >= ?', since)
  if (text !== '') add('instr(haystack, ?) > 0', text.toLowerCase())
  // Lists as one value: a statement for each length would be kept.
  if (engines.length > 0) add('engine IN (SELECT value FROM json_each(?))', JSON.stringify(engines))
  if (wanted.length > 0) add('outcome IN (SELECT value FROM json_each(?))', JSON.stringify(wanted))
  return [where, values]
}

function clause(where: readonly string[]): string {
  return where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`
}

/** `before` is the time and the id of the last pull of a page; anything else begins at the top. */
function positionOf(before: string): readonly [at: number, id: string] | null {
  const [, at, id = ''] = /^(\d{1,16}) (.*)$/s.exec(before) ?? []
  return at === undefined ? null : [Number(at), id]
}

function countsOf(rows: readonly Row[]): OutcomeCounts {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
  for (const row of rows) counts[row['outcome'] as Outcome] += Number(row['n'])
  return counts
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
