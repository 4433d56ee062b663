import type { Approval } from '../../shared/approval.ts'
import type { PlanView } from '../../shared/contract.ts'
import type { EngineKey } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'
import type { Words } from '../locales/locale.ts'

/** What a plan comes to, before its details. */
export interface PlanSummary {
  readonly files: number
  /** Engines whose running service takes the change without stopping anything. */
  readonly live: readonly EngineKey[]
  readonly stopping: readonly { readonly engine: EngineKey; readonly stops: readonly string[] }[]
  /** What needs a person's yes. */
  readonly consents: readonly Notice[]
  readonly refusals: number
  /** An administrator is asked first. */
  readonly needsLeave: boolean
  /** Nothing is left to do, and nothing stands in the way. */
  readonly isEmpty: boolean
  /** There is something that can be applied. */
  readonly canApply: boolean
}

/** Counts a plan, with what an administrator has allowed where that matters. */
export function summarize(plan: PlanView, approval: Approval | null = null): PlanSummary {
  const live = plan.reloads.filter(({ stops }) => stops.length === 0)
  const work = plan.changes.length + plan.reloads.length
  return {
    files: plan.changes.length,
    live: live.map(({ engine }) => engine),
    stopping: plan.reloads.filter(({ stops }) => stops.length > 0),
    consents: plan.reloads.flatMap(({ consent }) => consent ?? []),
    refusals: plan.refused.length,
    needsLeave: approval?.kind === 'needed',
    isEmpty: work === 0 && plan.refused.length === 0,
    // What no one may do from here is left out of the question whether anything can be done.
    canApply: work > 0 && !(approval?.kind === 'unavailable' && isOfSystemAlone(plan)),
  }
}

/** Whether a plan touches the system's files or services, which takes an administrator's leave. */
export function isOfSystem(plan: PlanView): boolean {
  return touched(plan).some(({ scope }) => scope === 'system')
}

function isOfSystemAlone(plan: PlanView): boolean {
  return touched(plan).every(({ scope }) => scope === 'system')
}

function touched({ changes, reloads }: PlanView): readonly EngineKey[] {
  return [...changes, ...reloads].map(({ engine }) => engine)
}

/** The promise in one line: "2 files change; docker reloads without stopping containers." */
export function promise(
  summary: PlanSummary,
  to: 'on' | 'off',
  words: Words,
  name: (engine: EngineKey) => string,
): string {
  const { plan } = words
  if (summary.isEmpty) return plan.nothing[to]
  if (!summary.canApply) return plan.allRefused
  const parts = [
    ...(summary.files > 0 ? [plan.files(summary.files)] : []),
    ...(summary.live.length > 0 ? [plan.reloads(words.list(summary.live.map(name)), summary.live.length)] : []),
    ...summary.stopping.map(({ engine, stops }) => plan.restarts(name(engine), words.list(stops))),
    ...(summary.live.length + summary.stopping.length === 0 ? [plan.noReload] : []),
    ...(summary.needsLeave ? [words.approval.promise] : []),
  ]
  return plan.sentence(parts)
}
