import type { EngineStatus, Status } from '../../shared/contract.ts'
import { engineName, type NameWords } from '../../shared/engine-names.ts'
import { type EngineKey, keyOf, sameKey } from '../../shared/engine.ts'

/** Names engines, with scope and machine where the window shows several that need telling apart. */
export function engineNames(status: Status | null, words: NameWords) {
  const all = status?.engines ?? []
  return (key: EngineKey): string => engineName(key, all, words)
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
  return status.engines.filter((engine) => (sameKey(engine, key) ? isIn : engine.chosen)).map(keyOf)
}
