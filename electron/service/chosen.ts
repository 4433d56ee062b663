import { engineIds, type EngineKey, type Scope } from '../../shared/engine.ts'
import type { Settings } from '../../shared/settings.ts'
import { engines } from '../switching/engines.ts'
import type { Workplace } from '../switching/survey.ts'

/** The scope that is meant when none is given: a user's own where the engine has one. */
function usualScope(id: EngineKey['id'], uid: number): Scope {
  return id === 'docker' || uid === 0 ? 'system' : 'user'
}

/** The engines under the switch: those asked for, else those in settings, else all in their usual scope. */
export function chosenKeys(
  { system, specs, scope }: Workplace,
  settings: Settings,
  asked: readonly EngineKey[] | null,
): readonly EngineKey[] {
  if (asked) return asked
  const usual = (id: EngineKey['id']): EngineKey => ({ id, scope: scope ?? usualScope(id, system.disk.uid) })
  if (specs) return specs.map(({ id }) => usual(id))
  return settings.engines ?? engineIds.map(usual).filter((key) => engines[key.id].pure.scopes.includes(key.scope))
}
