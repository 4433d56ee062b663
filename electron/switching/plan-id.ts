import { formatKey } from '../../shared/engine.ts'
import type { Plan } from '../../shared/plan.ts'
import { targetKey } from '../../shared/targets.ts'
import { digestOf } from '../system/digest.ts'

/** Names exactly these changes and reloads, without the work of showing them. */
export function planId(to: 'on' | 'off', plans: readonly Plan[]): string {
  const changes = plans.flatMap(({ engine, changes }) =>
    changes.map(({ target, before, after }) => [
      formatKey(engine),
      targetKey(target),
      before,
      after === null ? null : digestOf(after),
    ]),
  )
  const reloads = plans.flatMap((plan) =>
    plan.reloads.map(({ engine, how, stops, consent }) => ({ engine, how, stops, consent })),
  )
  return digestOf(JSON.stringify([to, changes, reloads]))
}
