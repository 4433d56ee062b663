import type { DatabaseSync } from 'node:sqlite'
import { failure } from '../../../shared/errors.ts'
import { steps } from './steps.ts'

/** Tells our databases from those of other programs: “Pull” in ASCII [sqlite.org/fileformat.html, 1.3.16]. */
const applicationId = 0x50_75_6c_6c

/** Whose database it is; `nobody` for an empty one. */
export function ownerOf(db: DatabaseSync): 'ours' | 'nobody' | 'other' {
  // Reads the file: where it is none of SQLite's, or its head is damaged, this fails.
  const tables = Number(db.prepare('SELECT count(*) AS n FROM sqlite_master').get()?.['n'])
  if (numberIn(db, 'application_id') === applicationId) return 'ours'
  return tables === 0 ? 'nobody' : 'other'
}

/** Refuses a database that a newer version wrote, before anything is changed in it. */
export function refuseNewer(db: DatabaseSync, path: string): void {
  const version = numberIn(db, 'user_version')
  if (version > steps.length) throw failure('pulls-newer', { path, version })
}

/** Takes a database through the steps that it has not seen, all or none. */
export function migrate(db: DatabaseSync): void {
  if (numberIn(db, 'user_version') === steps.length) return
  db.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have done it while we waited.
    for (const step of steps.slice(numberIn(db, 'user_version'))) db.exec(step)
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}; COMMIT`)
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

function numberIn(db: DatabaseSync, pragma: string): number {
  return Number(db.prepare(`PRAGMA ${pragma}`).get()?.[pragma])
}
