import type { EngineReport } from '../../shared/contract.ts'
import { sameKey } from '../../shared/engine.ts'
import { asAppError } from '../../shared/errors.ts'
import type { Digest } from '../../shared/files.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { awaitedYes, isEmpty, type Plan } from '../../shared/plan.ts'
import type { Settings } from '../../shared/settings.ts'
import { targetKey } from '../../shared/targets.ts'
import { rootCommand } from '../switching/needs-root.ts'
import { reportOn } from '../switching/report.ts'
import type { Survey } from '../switching/survey.ts'
import { setId } from '../system/approved.ts'
import type { Desk } from './desk.ts'
import { findLeave, isHalfSeen } from './leave.ts'

/** An engine of the system, with the plan that a person saw. */
export interface Seen {
  readonly survey: Survey
  readonly plan: Plan
}

/**
 * Has the helper switch engines whose files are root's: all by one run, and none where there is nothing to do. What
 * we saw in their files goes with it, and can only make it refuse.
 */
export async function switchAsRoot(
  desk: Desk,
  all: readonly Seen[],
  { to, accept }: { readonly to: 'on' | 'off'; readonly accept: boolean },
  settings: Settings,
): Promise<readonly EngineReport[]> {
  const judged = all.map((one) => ({ ...one, objection: objectionTo(one, desk, accept) }))
  const due = judged.filter((one) => one.objection === null && !isIdle(one, desk))
  const answers = due.length === 0 ? [] : await ask(desk, due, to, accept, settings)
  return judged.map(({ survey: { key }, plan, objection }) => {
    const answer = answers.find(({ engine }) => sameKey(engine, key))
    return answer ?? reportOn(key, false, objection, plan.notes)
  })
}

function isIdle({ survey, plan }: Seen, { place }: Desk): boolean {
  return isEmpty(plan) && !isHalfSeen(place, survey)
}

// The helper says the same; but it need not be started for it. What it sees better is left to it.
function objectionTo({ survey, plan }: Seen, { place }: Desk, accept: boolean): Notice | null {
  if (isHalfSeen(place, survey)) return null
  if (plan.refused[0]) return plan.refused[0].notice
  return accept ? null : awaitedYes(plan)
}

async function ask(
  desk: Desk,
  due: readonly Seen[],
  to: 'on' | 'off',
  accept: boolean,
  settings: Settings,
): Promise<readonly EngineReport[]> {
  const without = (why: (one: Seen) => Notice): readonly EngineReport[] =>
    due.map((one) => reportOn(one.survey.key, false, why(one), one.plan.notes))
  const leave = await findLeave(desk, to, settings)
  if (leave) return without(({ survey: { key } }) => leave(key.id))
  const engines = due.map(({ survey: { key } }) => key.id)
  try {
    const answer = await desk.helper.ask(
      'toggle',
      { verb: 'toggle', set: to === 'on' ? setId(settings) : null, engines, expect: expected(due), accept },
      { command: rootCommand(engines, to, settings) },
    )
    const reports = answer.kind === 'switched' ? answer.engines : []
    const silent = notice('helper-broken', { why: 'it said nothing of this engine' })
    return due.map(
      ({ survey: { key } }) => reports.find(({ engine }) => sameKey(engine, key)) ?? reportOn(key, false, silent),
    )
  } catch (error) {
    const { notice: said } = asAppError(error)
    return without(() => said)
  }
}

function expected(due: readonly Seen[]): Readonly<Record<string, Digest | null>> {
  return Object.fromEntries(
    due.flatMap(({ plan }) => plan.changes.map(({ target, before }) => [targetKey(target), before])),
  )
}
