import { formatKey, type Choice, type EngineId } from '../../shared/engine.ts'
import { asAppError } from '../../shared/errors.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { isForRoot, needsRoot } from '../switching/needs-root.ts'
import type { Workplace } from '../switching/place.ts'
import type { Survey } from '../switching/survey.ts'
import { readApproved, setId } from '../system/approved.ts'
import type { Desk } from './desk.ts'

/** Why the helper will not switch to this list; null where it will. Starts nothing. */
export async function findLeave(
  { place, helper }: Desk,
  to: 'on' | 'off',
  choice: Choice,
): Promise<((engine: EngineId) => Notice) | null> {
  const hindrance = await helper.hindrance()
  // Where nothing is installed, the command that does without is the next step.
  if (hindrance?.code.startsWith('helper-missing')) return (engine) => needsRoot(engine, to, choice)
  if (hindrance) return () => hindrance
  // To put back what was needs nobody’s leave.
  if (to === 'off') return null
  try {
    const sets = await readApproved(place.system.disk)
    if (sets.some(({ id }) => id === setId(choice))) return null
  } catch (error) {
    const { notice: said } = asAppError(error)
    return () => said
  }
  return (engine) => notice('needs-approval', { engine: formatKey({ id: engine, scope: 'system' }) })
}

/** Whether our own look at an engine misses what root would see: its socket, or a file that it reads. */
export function isHalfSeen(place: Workplace, { key, facts, look }: Survey): boolean {
  if (!isForRoot(key.scope, place.system.disk)) return false
  if (facts.id === 'docker' && facts.running?.silent?.code === 'docker-no-socket-permission') return true
  return [...look.files.files.values()].some(
    (state) => state.kind === 'refused' && state.notice.code === 'file-forbidden',
  )
}
