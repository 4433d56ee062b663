import type { UndoReport } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import type { Desk } from './desk.ts'

/** The latest changes of both scopes, newest first. */
export async function readHistory(_desk: Desk, _limit: number): Promise<readonly HistoryEntry[]> {
  throw failure('unexpected', { why: 'to come' })
}

/** Brings an engine back to what it used before a change. */
export async function undoChange(_desk: Desk, _order: { id: string | null; accept: boolean }): Promise<UndoReport> {
  throw failure('unexpected', { why: 'to come' })
}
