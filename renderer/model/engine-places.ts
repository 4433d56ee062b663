import type { EngineStatus } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import { foldEngines } from '../../shared/left-alone.ts'

/** Where each engine stands in the window, by its key. */
export type Places = ReadonlyMap<string, 'main' | 'aside'>

/** Who is on the list stays there, and who is folded leaves the fold only once that is shut: rows do not jump. */
export function placeEngines(engines: readonly EngineStatus[], before: Places, isOpen: boolean): Places {
  const { aside } = foldEngines(engines)
  return new Map(
    engines.map((engine) => {
      const key = formatKey(engine)
      const was = before.get(key)
      if (was === 'main' || (was === 'aside' && isOpen)) return [key, was]
      return [key, aside.includes(engine) ? 'aside' : 'main']
    }),
  )
}

/** Whether two arrangements are the same. */
export function samePlaces(a: Places, b: Places): boolean {
  return a.size === b.size && [...a].every(([key, place]) => b.get(key) === place)
}
