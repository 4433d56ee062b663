import type { EngineStatus } from './contract.ts'

/** So many engines are taken in at a glance; further ones wait behind one line. */
const glance = 6

/** The engines that every face shows, and those that wait behind one line. */
export interface Folded {
  readonly shown: readonly EngineStatus[]
  /** Found, not under the switch, and with nothing of ours in their files. */
  readonly aside: readonly EngineStatus[]
}

/** Keeps long lists calm: what is left alone for a reason is folded, and in a long list whatever is left alone. */
export function foldEngines(engines: readonly EngineStatus[]): Folded {
  const isLong = engines.length > glance
  const aside = engines.filter((engine) => isLeftAlone(engine) && (isLong || engine.notice !== null))
  return { shown: engines.filter((engine) => !aside.includes(engine)), aside }
}

function isLeftAlone({ chosen, state, mirrors }: EngineStatus): boolean {
  return !chosen && mirrors.length === 0 && (state === 'off' || state === 'not-set-up' || state === 'cannot')
}
