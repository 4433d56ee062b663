import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import { notice, type Notice } from '../../../shared/notice.ts'
import { codeOf, isDamage, saidOf } from './database-errors.ts'
import { clearMark, isMarked, makeOwn, mark, nodeOf, setAside } from './database-files.ts'
import { migrate, ownerOf, refuseNewer } from './migrate.ts'

export type Row = Readonly<Record<string, SQLOutputValue>>

/** How many rows were changed, and the number that the last new one was given. */
export interface Ran {
  readonly changes: number
  readonly number: number
}

/** SQLite, with statements that are prepared once, and errors that say what to do. */
export interface Database {
  run(sql: string, ...values: readonly SQLInputValue[]): Ran
  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[]
  /** Statements without values, each to its end: a vacuum frees one page with every step. */
  exec(sql: string): void
  /** All of it or nothing. */
  together<T>(work: () => T): T
  close(): void
}

// Another process of Pullcord may be writing; its transactions are short.
const patienceMs = 5_000
const busy = 5

/** Opens the database at a path, makes it where there is none, and sets aside one that is damaged or another's. */
export function openDatabase(path: string, onNotice: (said: Notice) => void): Database {
  makeOwn(path)
  // Of the file that is opened next: another process may set it aside and begin a new one at any moment.
  const node = nodeOf(path)
  try {
    return patiently(() => prepared(path))
  } catch (error) {
    if (!isDamage(error)) throw saidOf(error, path)
    const aside = setAside(path, node)
    if (aside !== null) onNotice(notice('pulls-damaged', { path, aside }))
    makeOwn(path)
    return patiently(() => prepared(path))
  }
}

// Where two processes make the same new file at once, SQLite may not let one wait [measured: 1 of 3,000 openings].
function patiently<T>(open: () => T): T {
  const until = Date.now() + patienceMs
  for (;;) {
    try {
      return open()
    } catch (error) {
      if (codeOf(error) !== busy || Date.now() > until) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

function prepared(path: string): Database {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const db = new DatabaseSync(path, { timeout: patienceMs })
  try {
    if (isMarked(path)) checkWhole(db, path)
    if (ownerOf(db) === 'other') throw Object.assign(new Error('made by another program'), { errcode: 26 })
    refuseNewer(db, path)
    db.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    db.exec('PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 16777216; PRAGMA cache_size = -4096')
    migrate(db)
    return database(db, path)
  } catch (error) {
    db.close()
    throw error
  }
}

// A query has met damage once: the file is read through before it is trusted again.
function checkWhole(db: DatabaseSync, path: string): void {
  const found = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
  if (found !== 'ok') throw Object.assign(new Error(String(found)), { errcode: 11 })
  clearMark(path)
}

function database(db: DatabaseSync, path: string): Database {
  const statements = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known) return known
    const fresh = db.prepare(sql)
    statements.set(sql, fresh)
    return fresh
  }
  const tried = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (isDamage(error)) mark(path)
      throw saidOf(error, path)
    }
  }
  return {
    run: (sql, ...values) =>
      tried(() => {
        const { changes, lastInsertRowid } = statement(sql).run(...values)
        return { changes: Number(changes), number: Number(lastInsertRowid) }
      }),
    get: (sql, ...values) => tried(() => statement(sql).get(...values)),
    all: (sql, ...values) => tried(() => statement(sql).all(...values)),
    exec: (sql) => tried(() => db.exec(sql)),
    together(work) {
      if (db.isTransaction) return work()
      tried(() => db.exec('BEGIN IMMEDIATE'))
      try {
        const done = work()
        tried(() => db.exec('COMMIT'))
        return done
      } catch (error) {
        // A disk that is full has ended the transaction by itself.
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    },
    close() {
      statements.clear()
      if (db.isOpen) db.close()
    },
  }
}
