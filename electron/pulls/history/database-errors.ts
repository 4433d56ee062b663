import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { AppError, failure } from '../../../shared/errors.ts'
import { fileFailure } from '../../system/file-errors.ts'

// SQLite's own codes [sqlite.org/rescode.html]: busy and locked; read-only and cannot open; damaged and no database.
const busy = new Set([5, 6])
const closed = new Set([8, 14])
const damaged = new Set([11, 26])
const full = 13
const disk = 10

/** SQLite's primary code of something thrown; 0 where it is none of SQLite's. */
export function codeOf(error: unknown): number {
  const code = (error as { readonly errcode?: unknown } | null)?.errcode
  return typeof code === 'number' ? code & 0xff : 0
}

/** Whether the file is damaged, or was never a database. */
export function isDamage(error: unknown): boolean {
  return damaged.has(codeOf(error))
}

/** What SQLite threw, in words that name the file and the next step; anything else stays as it is. */
export function saidOf(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  if (isDamage(error)) return failure('pulls-damaged-now', { path }, error)
  if (code === full) return failure('disk-full', { path }, error)
  if (busy.has(code)) return failure('pulls-busy', { path }, error)
  if (closed.has(code)) return whyClosed(error, path)
  return code === disk ? failure('disk-error', { path, why: (error as Error).message }, error) : error
}

// SQLite does not tell a read-only file system from a missing permission; the system does.
function whyClosed(error: unknown, path: string): AppError {
  for (const needed of [dirname(path), path]) {
    try {
      accessSync(needed, constants.R_OK | constants.W_OK)
    } catch (hindrance) {
      return fileFailure(hindrance, needed, process.getuid?.() ?? 0)
    }
  }
  return failure('disk-error', { path, why: (error as Error).message }, error)
}
