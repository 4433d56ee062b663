import type { EngineStatus, Status } from '../../shared/contract.ts'
import type { Settings } from '../../shared/settings.ts'
import { isForRoot } from '../switching/needs-root.ts'
import type { Desk } from './desk.ts'
import { findLeave } from './leave.ts'

/** Adds to engines of the system that wait to be turned on what has to be done first. Starts nothing. */
export async function leaveNotes(desk: Desk, status: Status, settings: Settings): Promise<Status> {
  const waits = (engine: EngineStatus): boolean =>
    isForRoot(engine.scope, desk.place.system.disk) &&
    engine.chosen &&
    (engine.state === 'off' || engine.notice?.code === 'mirrors-pending')
  if (settings.mirrors.length === 0 || !status.engines.some(waits)) return status
  const leave = await findLeave(desk, 'on', settings)
  if (!leave) return status
  return {
    ...status,
    engines: status.engines.map((one) => (waits(one) ? { ...one, notes: [...one.notes, leave(one.id)] } : one)),
  }
}
