import { sameKey, type EngineKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import type { Plan } from '../../shared/plan.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Workplace } from '../switching/place.ts'
import { inability, planFor, surveyAll, type Survey } from '../switching/survey.ts'
import { chosenKeys } from './chosen.ts'

/** Engines that go one way with one list, each with the plan that was made for it. */
export interface Leg {
  readonly to: 'on' | 'off'
  readonly settings: Settings
  readonly found: readonly Survey[]
  readonly plans: readonly Plan[]
}

/** The plans for the engines asked for; for those under the switch where none is. */
export async function plansFor(
  looking: Workplace,
  to: 'on' | 'off',
  asked: readonly EngineKey[] | null,
  settings: Settings,
): Promise<Leg> {
  if (to === 'on' && settings.mirrors.length === 0) throw failure('no-mirrors')
  const named = asked !== null || looking.specs !== null
  const all = await surveyAll(looking, await chosenKeys(looking, settings, asked), settings, named)
  const here = named ? all : all.filter((one) => !isAside(one, settings))
  if (here.length === 0) throw failure('no-engine')
  // An engine that nobody named may be unable to help; one that was named is told why.
  const able = here.filter((one) => to === 'off' || inability(one, settings) === null)
  const found = named || able.length === 0 ? here : able
  return legOf(to, settings, found)
}

/** The plans for engines that were looked at. */
export function legOf(to: 'on' | 'off', settings: Settings, found: readonly Survey[]): Leg {
  return { to, settings, found, plans: found.map((one) => planFor(one, to, settings)) }
}

/** Whether an engine was found and is left alone, until somebody names it or puts it under the switch. */
export function isAside({ key, facts, look }: Survey, { engines }: Settings): boolean {
  if (!facts.aside || look.memories.length > 0) return false
  return !engines?.some((one) => sameKey(one, key))
}
