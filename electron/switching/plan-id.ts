import type { PlanView } from '../../shared/contract.ts'
import { formatKey } from '../../shared/engine.ts'
import type { Plan } from '../../shared/plan.ts'
import { targetKey } from '../../shared/targets.ts'
import { digestOf, digestOrNull } from '../system/digest.ts'

/** Names exactly these changes and reloads, without the work of showing them. */
export function planId(to: 'on' | 'off', plans: readonly Plan[]): string {
  const changes = plans.flatMap(({ engine, changes }) =>
    changes.map(({ target, before, after }) => [formatKey(engine), targetKey(target), before, digestOrNull(after)]),
  )
  return digestOf(JSON.stringify([to, changes, reloadsOf(plans)]))
}

/** The reloads of all engines, without what only root's hand needs. */
export function reloadsOf(plans: readonly Plan[]): PlanView['reloads'] {
  return plans.flatMap(({ reloads }) =>
    reloads.map(({ engine, how, stops, consent }) => ({ engine, how, stops, consent })),
  )
}
