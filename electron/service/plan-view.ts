import type { PlanView } from '../../shared/contract.ts'
import { unifiedDiff } from '../../shared/diff.ts'
import { formatKey } from '../../shared/engine.ts'
import type { Plan } from '../../shared/plan.ts'
import { targetKey } from '../../shared/targets.ts'
import { digestOf } from '../system/digest.ts'

/** The plans of all engines as a person sees them, under an id that names exactly these changes. */
export function planView(to: 'on' | 'off', plans: readonly Plan[]): PlanView {
  const changes = plans.flatMap(({ engine, changes }) =>
    changes.map(({ target, path, before, beforeText, after }) => ({
      engine,
      target: targetKey(target),
      path,
      before,
      after: after === null ? null : digestOf(after),
      diff: unifiedDiff(path, beforeText, after),
    })),
  )
  const reloads = plans.flatMap(({ reloads }) =>
    reloads.map(({ engine, how, stops, consent }) => ({ engine, how, stops, consent })),
  )
  const id = digestOf(
    JSON.stringify([
      to,
      changes.map(({ engine, target, before, after }) => [formatKey(engine), target, before, after]),
      reloads,
    ]),
  )
  return {
    id,
    to,
    changes,
    reloads,
    refused: plans.flatMap(({ engine, refused }) => refused.map((refusal) => ({ engine, ...refusal }))),
    notes: plans.flatMap(({ engine, notes }) => notes.map((notice) => ({ engine, notice }))),
  }
}
