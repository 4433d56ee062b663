import type { EngineReport } from '../../shared/contract.ts'
import type { Drift } from '../../shared/drift.ts'
import type { EngineKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import type { Desk } from './desk.ts'

/** What was changed outside Pullcord. */
export async function readDrift(_desk: Desk, _engine: EngineKey): Promise<Drift> {
  throw failure('unexpected', { why: 'to come' })
}

/** Leaves the files of an engine as they are now, for good. */
export async function keepDrift(_desk: Desk, _engine: EngineKey): Promise<EngineReport> {
  throw failure('unexpected', { why: 'to come' })
}
