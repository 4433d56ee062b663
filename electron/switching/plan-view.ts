import type { PlanView } from '../../shared/contract.ts'
import { unifiedDiff } from '../../shared/diff.ts'
import type { Plan } from '../../shared/plan.ts'
import { targetKey } from '../../shared/targets.ts'
import { digestOrNull } from '../system/digest.ts'
import { planId, reloadsOf } from './plan-id.ts'

/** The plans of all engines as a person sees them. */
export function planView(to: 'on' | 'off', plans: readonly Plan[]): PlanView {
  return {
    id: planId(to, plans),
    to,
    changes: plans.flatMap(({ engine, changes }) =>
      changes.map(({ target, path, before, beforeText, after }) => ({
        engine,
        target: targetKey(target),
        path,
        before,
        after: digestOrNull(after),
        diff: unifiedDiff(path, beforeText, after),
      })),
    ),
    reloads: reloadsOf(plans),
    refused: plans.flatMap(({ engine, refused }) => refused.map((refusal) => ({ engine, ...refusal }))),
    notes: plans.flatMap(({ engine, notes }) => notes.map((notice) => ({ engine, notice }))),
  }
}
