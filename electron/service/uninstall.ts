import type { UninstallReport } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { Desk } from './desk.ts'

/** Puts back everything in both scopes, and forgets every leave. */
export async function uninstall(_desk: Desk, _order: { accept: boolean }): Promise<UninstallReport> {
  throw failure('unexpected', { why: 'to come' })
}
