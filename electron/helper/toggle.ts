import type { ApprovedSet } from '../../shared/approval.ts'
import type { EngineReport } from '../../shared/contract.ts'
import { sameKey, type Choice, type EngineKey } from '../../shared/engine.ts'
import { AppError, asAppError, failure } from '../../shared/errors.ts'
import type { HelperRequest } from '../../shared/helper-protocol.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { targetKey, targetPath } from '../../shared/targets.ts'
import { readApproved } from '../system/approved.ts'
import type { Disk } from '../system/system.ts'
import { mergeMirrors } from '../switching/merge-mirrors.ts'
import { changedOutside, digestIn, latestChange } from '../switching/outside.ts'
import { planId } from '../switching/plan-id.ts'
import { reportOn } from '../switching/report.ts'
import type { Workplace } from '../switching/place.ts'
import { planFor, survey, type Survey } from '../switching/survey.ts'
import { switchTogether } from '../switching/together.ts'
import { refuseForbidden } from './permission.ts'

type Toggle = Extract<HelperRequest, { verb: 'toggle' }>

/** Turns engines to an approved set, or off. Everything that is written follows from the set and the files alone. */
export async function toggle(
  request: Toggle,
  place: Workplace,
  isHeard: () => boolean,
): Promise<readonly EngineReport[]> {
  return await place.system.disk.locked('system', () => toggleAll(request, underLock(place), isHeard))
}

/** One lock for a whole request, under which policy and leave are asked too: nothing changes between that and a write. */
export function underLock(place: Workplace): Workplace {
  const disk: Disk = { ...place.system.disk, locked: (_, work) => work() }
  return { ...place, system: { ...place.system, disk } }
}

async function toggleAll(request: Toggle, place: Workplace, isHeard: () => boolean): Promise<readonly EngineReport[]> {
  const { disk } = place.system
  const to = request.set === null ? 'off' : 'on'
  const { strict: guarded } = await refuseForbidden(to, place)
  const choice = await choiceOf(request.set, disk)
  // Looked at side by side, since each waits for its engine; changed in one go.
  const looks = request.engines.map(async (id) => {
    const key: EngineKey = { id, scope: 'system' }
    return { key, look: await survey(place, key, choice).catch(asAppError) }
  })
  const judged = await Promise.all(
    (await Promise.all(looks)).map(async ({ key, look }) => {
      const objection = await objectionTo(key, look, request, choice, guarded, disk).catch(
        (error: unknown) => asAppError(error).notice,
      )
      return { key, look, objection }
    }),
  )
  if (!isHeard()) throw failure('request-cancelled')
  const turns = judged.flatMap(({ key, look, objection }) => {
    if (objection || !look || look instanceof AppError) return []
    const shown = planId(to, [planFor(look, to, choice)])
    return { key, order: { to, accept: request.accept, shown } as const, looked: look }
  })
  const done = await switchTogether(place, turns, choice)
  return judged.map(
    ({ key, objection }) => done.find(({ engine }) => sameKey(engine, key)) ?? reportOn(key, false, objection),
  )
}

async function objectionTo(
  { id }: EngineKey,
  look: Survey | AppError | null,
  request: Toggle,
  choice: Choice,
  guarded: boolean,
  disk: Disk,
): Promise<Notice | null> {
  if (look instanceof AppError) return look.notice
  if (!look) return notice('engine-absent', { engine: id })
  return (await outsideObjection(look, guarded, disk)) ?? expectObjection(look, request, choice, disk)
}

/** The mirrors that a set names. For “off”, all that were ever approved: what equals them may be ours. */
export async function choiceOf(set: string | null, disk: Disk): Promise<Choice> {
  if (set === null) {
    // A damaged file must not keep anyone from getting rid of a mirror.
    const sets = await readApproved(disk).catch((): readonly ApprovedSet[] => [])
    return {
      mirrors: sets.reduce<Choice['mirrors']>((all, one) => mergeMirrors(all, one.mirrors), []),
      keepTheirs: true,
      strict: false,
    }
  }
  const found = (await readApproved(disk)).find(({ id }) => id === set)
  if (!found) throw failure('not-approved', { set })
  return { mirrors: found.mirrors, keepTheirs: found.keepTheirs, strict: found.strict }
}

/** Why a strict policy forbids to write over what someone else has changed. */
export async function outsideObjection(found: Survey, guarded: boolean, disk: Disk): Promise<Notice | null> {
  if (!guarded) return null
  const [changed] = changedOutside(found, await latestChange(found.key, disk), disk)
  return changed ? notice('policy-strict', { path: targetPath(changed.target, disk.places) }) : null
}

// What a person saw may have changed since; what they could not see is for us to look at.
function expectObjection(found: Survey, { expect }: Toggle, choice: Choice, disk: Disk): Notice | null {
  const targets = [...found.pair.pure.targets(found.facts, choice), ...found.look.memories.map(({ target }) => target)]
  const stale = targets.some((target) => {
    const key = targetKey(target)
    if (!Object.hasOwn(expect, key)) return false
    return digestIn(found.look.files.files.get(targetPath(target, disk.places))) !== expect[key]
  })
  return stale ? notice('plan-stale') : null
}
