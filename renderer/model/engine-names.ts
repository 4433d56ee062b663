import type { EngineStatus, Status } from '../../shared/contract.ts'
import { type EngineKey, sameKey } from '../../shared/engine.ts'

/** Names engines by their id, and by their scope too where both scopes of one are shown. */
export function engineNames(status: Status | null, scopes: Readonly<Record<EngineKey['scope'], string>>) {
  const all = status?.engines ?? []
  return ({ id, scope }: EngineKey): string => {
    const isAlone = all.every((other) => other.id !== id || other.scope === scope)
    return isAlone ? id : `${id} (${scopes[scope]})`
  }
}

/** The engine that a key names, as it is now. */
export function engineOf(status: Status | null, key: EngineKey): EngineStatus | undefined {
  return status?.engines.find((engine) => sameKey(engine, key))
}

/** Whether pulls of this engine go to a mirror of ours, as far as is known. */
export function isInForce({ state }: Pick<EngineStatus, 'state'>): boolean {
  return state === 'configured' || state === 'loaded' || state === 'proven'
}

/** The engines under the switch when this one joins or leaves it. */
export function chosenWith(status: Status, key: EngineKey, isIn: boolean): readonly EngineKey[] {
  return status.engines
    .filter((engine) => (sameKey(engine, key) ? isIn : engine.chosen))
    .map(({ id, scope }) => ({ id, scope }))
}
