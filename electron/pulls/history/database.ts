import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite'
import { AppError, failure } from '../../../shared/errors.ts'
import { notice, type Notice } from '../../../shared/notice.ts'
import { steps } from './steps.ts'

export type Row = Readonly<Record<string, SQLOutputValue>>

/** SQLite, with statements that are prepared once, and errors that say what to do. */
export interface Database {
  run(sql: string, ...values: readonly SQLInputValue[]): { readonly changes: number }
  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined
  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[]
  /** All of it or nothing. */
  together<T>(work: () => T): T
  close(): void
}

// Another process of Pullcord may be writing; its transactions are short.
const patienceMs = 5_000
// SQLite's own codes for a file that is none of its own, or damaged [sqlite.org/rescode.html].
const damaged = new Set([11, 26])
const full = 13
const readOnly = new Set([8, 14])

/** Opens the database at a path, makes it where there is none, and sets aside one that is damaged. */
export function openDatabase(path: string, onNotice: (said: Notice) => void): Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    return prepared(path)
  } catch (error) {
    if (!damaged.has(codeOf(error))) throw told(error, path)
    const aside = setAside(path)
    onNotice(notice('pulls-damaged', { path, aside }))
    return prepared(path)
  }
}

function prepared(path: string): Database {
  const sqlite = process.getBuiltinModule('node:sqlite')
  const db = new sqlite.DatabaseSync(path, { timeout: patienceMs })
  try {
    // Names and addresses of others stand in it.
    chmodSync(path, 0o600)
    db.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    // A checkpoint syncs: larger ones are fewer, and none lasts long at 16 MB.
    db.exec('PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -4096')
    db.prepare('SELECT count(*) FROM sqlite_master').get()
    migrate(db, path)
    return database(db, path)
  } catch (error) {
    db.close()
    throw error
  }
}

function migrate(db: DatabaseSync, path: string): void {
  const version = (): number => Number(db.prepare('PRAGMA user_version').get()?.['user_version'])
  if (version() === steps.length) return
  if (version() > steps.length) throw failure('pulls-newer', { path, version: version() })
  db.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have done it while we waited.
    for (const step of steps.slice(version())) db.exec(step)
    db.exec(`PRAGMA user_version = ${steps.length}`)
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

function database(db: DatabaseSync, path: string): Database {
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  const statement = (sql: string): ReturnType<DatabaseSync['prepare']> => {
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
      throw told(error, path)
    }
  }
  let depth = 0
  return {
    run: (sql, ...values) => tried(() => ({ changes: Number(statement(sql).run(...values).changes) })),
    get: (sql, ...values) => tried(() => statement(sql).get(...values)),
    all: (sql, ...values) => tried(() => statement(sql).all(...values)),
    together(work) {
      if (depth > 0) return work()
      tried(() => db.exec('BEGIN IMMEDIATE'))
      depth++
      try {
        const done = work()
        tried(() => db.exec('COMMIT'))
        return done
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      } finally {
        depth--
      }
    },
    close() {
      statements.clear()
      db.close()
    },
  }
}

// Its journal belongs to it: a new database must not be given the pages of an old one.
function setAside(path: string): string {
  const aside = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`
  for (const part of ['', '-wal', '-shm']) if (existsSync(path + part)) renameSync(path + part, aside + part)
  return aside
}

function codeOf(error: unknown): number {
  const code = (error as { readonly errcode?: unknown }).errcode
  return typeof code === 'number' ? code & 0xff : 0
}

function told(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  if (damaged.has(code)) return failure('pulls-damaged-now', { path }, error)
  if (code === full) return failure('disk-full', { path }, error)
  if (readOnly.has(code)) return failure('disk-read-only', { path }, error)
  return code === 0 ? error : failure('disk-error', { path, why: (error as Error).message }, error)
}
