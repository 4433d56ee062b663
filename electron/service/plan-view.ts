import type { PlanView } from '../../shared/contract.ts'
import { unifiedDiff } from '../../shared/diff.ts'
import { formatKey } from '../../shared/engine.ts'
import type { Plan } from '../../shared/plan.ts'
import { targetKey } from '../../shared/targets.ts'
import { digestOf } from '../system/digest.ts'

/** Names exactly these changes and reloads, without the work of showing them. */
export function planId(to: 'on' | 'off', plans: readonly Plan[]): string {
  const changes = plans.flatMap(({ engine, changes }) =>
    changes.map(({ target, before, after }) => [formatKey(engine), targetKey(target), before, digestAfter(after)]),
  )
  return digestOf(JSON.stringify([to, changes, reloadsOf(plans)]))
}

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
