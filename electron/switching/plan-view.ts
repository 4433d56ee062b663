import type { PlanView } from '../../shared/contract.ts'
import { unifiedDiff } from '../../shared/diff.ts'
import type { Plan } from '../../shared/plan.ts'
import { targetKey } from '../../shared/targets.ts'
import { planId } from './plan-id.ts'
import { digestOf } from '../system/digest.ts'

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
        after: digestAfter(after),
        diff: unifiedDiff(path, beforeText, after),
      })),
    ),
    reloads: reloadsOf(plans),
    refused: plans.flatMap(({ engine, refused }) => refused.map((refusal) => ({ engine, ...refusal }))),
    notes: plans.flatMap(({ engine, notes }) => notes.map((notice) => ({ engine, notice }))),
  }
}

function digestAfter(after: string | null): string | null {
  return after === null ? null : digestOf(after)
}

function reloadsOf(plans: readonly Plan[]): PlanView['reloads'] {
  return plans.flatMap(({ reloads }) =>
    reloads.map(({ engine, how, stops, consent }) => ({ engine, how, stops, consent })),
  )
}
