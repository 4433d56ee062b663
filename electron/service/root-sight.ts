import type { PlanView } from '../../shared/contract.ts'
import { sameKey } from '../../shared/engine.ts'
import { asAppError } from '../../shared/errors.ts'
import type { EngineReading } from '../../shared/helper-protocol.ts'
import type { Notice } from '../../shared/notice.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Loaded } from '../engines/reach.ts'
import type { Survey } from '../switching/survey.ts'
import { setId } from '../system/approved.ts'
import type { Desk } from './desk.ts'
import { findLeave, isHalfSeen } from './leave.ts'

/** What root sees of engines that we see half of; nothing where root cannot be asked without a person. */
export interface RootSight {
  readonly readings: readonly EngineReading[]
  /** Why root did not answer though it should have. */
  readonly failure: Notice | null
}

const nothing: RootSight = { readings: [], failure: null }

/** Looks again with root's eyes, where our own do not suffice and nobody has to be asked. */
export async function lookAsRoot(
  desk: Desk,
  surveys: readonly Survey[],
  to: 'on' | 'off',
  settings: Settings,
): Promise<RootSight> {
  const half = surveys.filter((one) => isHalfSeen(desk.place, one))
  if (half.length === 0 || (await findLeave(desk, to, settings)) !== null) return nothing
  const set = to === 'on' ? setId(settings) : null
  try {
    const engines = half.map(({ key }) => key.id)
    const answer = await desk.helper.ask('toggle', { verb: 'read', set, engines })
    return { readings: answer.kind === 'read' ? answer.engines : [], failure: null }
  } catch (error) {
    return { readings: [], failure: asAppError(error).notice }
  }
}

/** The plan as root sees it. Its id stays that of our own look: it names what we can check again. */
export function planSeenBy({ readings, failure }: RootSight, view: PlanView, half: readonly Survey[]): PlanView {
  const others = <T extends { readonly engine: EngineReading['engine'] }>(all: readonly T[]): readonly T[] =>
    all.filter(({ engine }) => !readings.some((reading) => sameKey(reading.engine, engine)))
  const told = failure ? half.map(({ key }) => ({ engine: key, notice: failure })) : []
  return {
    ...view,
    changes: [...others(view.changes), ...readings.flatMap(({ changes }) => changes)],
    reloads: [...others(view.reloads), ...readings.flatMap(({ reloads }) => reloads)],
    refused: [...others(view.refused), ...readings.flatMap(({ refused }) => refused)],
    notes: [...others(view.notes), ...readings.flatMap(({ notes }) => notes), ...told],
  }
}

/** What the engine told root; null where root did not ask it. */
export function loadedSeenBy({ readings }: RootSight, { key }: Survey): Loaded | null {
  const loaded = readings.find(({ engine }) => sameKey(engine, key))?.loaded
  if (!loaded) return null
  if (loaded.kind === 'loaded') return { kind: 'loaded', evidence: [`${key.id}, asked as root: loaded`] }
  return loaded.notice && { kind: loaded.kind, notice: loaded.notice }
}
