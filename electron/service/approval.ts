import type { Approval } from '../../shared/approval.ts'
import { failure } from '../../shared/errors.ts'
import type { Desk } from './desk.ts'

/** Whether the system's engines can be switched from here, and with whose leave. */
export async function readApproval(_desk: Desk): Promise<Approval> {
  throw failure('unexpected', { why: 'to come' })
}

/** Asks an administrator to allow the mirrors of the list. */
export async function giveApproval(_desk: Desk, _order: { acceptRisks: boolean; only: boolean }): Promise<Approval> {
  throw failure('unexpected', { why: 'to come' })
}

/** Takes back every leave. */
export async function revokeApproval(_desk: Desk): Promise<Approval> {
  throw failure('unexpected', { why: 'to come' })
}
