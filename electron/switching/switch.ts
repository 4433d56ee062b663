import type { EngineReport } from '../../shared/contract.ts'
import { formatKey, type Choice, type EngineKey } from '../../shared/engine.ts'
import { asAppError, failure } from '../../shared/errors.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { awaitedYes, isEmpty, type Change, type Plan } from '../../shared/plan.ts'
import { targetKey } from '../../shared/targets.ts'
import { apply, letGo } from '../system/apply.ts'
import { beginMemory, type Memory } from '../system/originals.ts'
import { fightOver } from './fight.ts'
import { isForRoot, needsRoot } from './needs-root.ts'
import { digestIn, standing } from './outside.ts'
import { planId } from './plan-id.ts'
import { formerly, writeDown } from './record.ts'
import { reportOn } from './report.ts'
import { meanwhile, placeFor, type Workplace } from './place.ts'
import { desiredOn, planFor, survey, type Survey } from './survey.ts'

/** What a person asked for. */
export interface Order {
  readonly to: 'on' | 'off'
  /** Yes to everything in the plan that needs one. */
  readonly accept: boolean
  /** The id of this engine's plan as it was shown; null where none was. */
  readonly shown: string | null
  /** The entry of the journal that is taken back by it; absent where none is. */
  readonly undoes?: string
}

/**
 * Brings one engine to the ordered state, and leaves it as it was when that fails. Other engines are not touched.
 * `looked` is what a look of a moment ago found, where there was one.
 */
export async function switchEngine(
  from: Workplace,
  key: EngineKey,
  order: Order,
  choice: Choice,
  looked: Survey | null = null,
): Promise<EngineReport> {
  try {
    const place = await placeFor(from, key)
    // Looked at before any lock is taken: with nothing to do, nothing is touched, not even a lock file.
    const seen = looked ?? (await survey(place, key, choice))
    if (!seen) throw failure('engine-absent', { engine: key.id })
    const first = planFor(seen, order.to, choice)
    // Before any other objection: a yes to those would be of no use.
    const fight = order.to === 'off' || isEmpty(first) ? null : await fightOver(seen, place.system.disk)
    if (fight && !order.accept) return reportOn(key, false, fight, first.notes)
    const objection = objectionTo(first, order, place, choice)
    if (objection) return reportOn(key, false, objection, first.notes)
    if (isEmpty(first) && idle(seen, order.to, place).length === 0) {
      await markMemory(place, key)
      return reportOn(key, false, null, first.notes)
    }
    return await place.system.disk.locked(key.scope, async () => {
      await sweep(place, seen, first)
      const found = (await meanwhile(place, () => survey(place, key, choice))) ?? seen
      const plan = planFor(found, order.to, choice)
      const refusal = objectionTo(plan, order, place, choice)
      if (refusal) return reportOn(key, false, refusal, plan.notes)
      // What was agreed to is what was shown, however long the yes took.
      if (order.shown !== null && planId(order.to, [plan]) !== order.shown) throw failure('plan-stale')
      await markMemory(place, key)
      const done = await recorded(place, found, plan, order, choice)
      return fight ? { ...done, notes: [...done.notes, fight] } : done
    })
  } catch (error) {
    return reportOn(key, false, asAppError(error).notice)
  }
}

// Whichever way it ends, it is written down; what was before is read while the files are written.
async function recorded(
  place: Workplace,
  found: Survey,
  plan: Plan,
  order: Order,
  choice: Choice,
): Promise<EngineReport> {
  const former = formerly(found, place.system.disk)
  const to = order.to === 'on' ? choice : { ...choice, mirrors: [] }
  const note = async (failed: Notice | null): Promise<readonly Notice[]> =>
    await writeDown(place, plan, order, to, await former, failed)
  try {
    const { changed, notes } = await carryOut(place, found, plan, order, choice)
    return reportOn(found.key, changed, null, [...plan.notes, ...notes, ...(await note(null))])
  } catch (error) {
    const failed = asAppError(error).notice
    return reportOn(found.key, false, failed, await note(failed))
  }
}

// What a killed run may have left: the memory of targets that are as they were.
function idle(found: Survey, to: Order['to'], { system: { disk } }: Workplace): readonly Memory[] {
  return found.look.memories.filter((memory) => {
    const state = standing(found, memory, disk)
    if (!state || state.kind === 'refused') return false
    const digest = digestIn(state)
    return digest === memory.beforeDigest || (to === 'off' && !memory.written.some((one) => one === digest))
  })
}

async function sweep({ system: { disk } }: Workplace, { look }: Survey, { changes }: Plan): Promise<void> {
  const known = [...look.files.files.values()].flatMap((state) => (state.kind === 'text' ? state.digest : []))
  const remembered = look.memories.flatMap(({ beforeDigest, written }) => [beforeDigest, ...written])
  const targets = [...look.memories, ...changes].map(({ target }) => target)
  await disk.sweep(targets, [...known, ...remembered.filter((digest) => digest !== null)])
}

// That memory is kept lets a later "off" know that what it does not remember is not ours.
async function markMemory({ system: { disk } }: Workplace, { scope }: EngineKey): Promise<void> {
  await beginMemory(scope, disk).catch(() => undefined)
}

function objectionTo(plan: Plan, { to, accept }: Order, { system }: Workplace, choice: Choice): Notice | null {
  if (plan.refused[0]) return plan.refused[0].notice
  const { scope } = plan.engine
  const touches = plan.changes.length > 0 || plan.reloads.length > 0
  if (touches && isForRoot(scope, system.disk)) return needsRoot(plan.engine.id, to, choice)
  return accept ? null : awaitedYes(plan)
}

async function carryOut(
  place: Workplace,
  found: Survey,
  full: Plan,
  { to, accept }: Order,
  choice: Choice,
): Promise<{ readonly changed: boolean; readonly notes: readonly Notice[] }> {
  const { system } = place
  const skipped = full.reloads.filter(({ consent }) => consent !== null && !accept)
  const plan: Plan = {
    ...full,
    reloads: system.processes ? full.reloads.filter((reload) => !skipped.includes(reload)) : [],
  }
  let after = found
  const told: Notice[] = []
  const rescued = await apply(plan, found.look.memories, system.disk, {
    reload: () =>
      meanwhile(place, async () => {
        for (const reload of plan.reloads) {
          const said = await found.pair.reach.reload(system, reload)
          if (said) told.push(said)
        }
      }),
    reloadBack: () => reloadBack(place, found, plan, choice),
    verify: async () => {
      after = await meanwhile(place, () => verify(place, found, to, choice))
    },
  })
  for (const { target } of idle(after, to, place)) await letGo(target, system.disk)
  return {
    changed: plan.changes.some(({ beforeText, after: text }) => beforeText !== text),
    notes: [
      ...skipped.flatMap(({ consent }) => consent ?? []),
      ...told,
      ...plan.changes.flatMap((change) => howOwned(change, found)),
      ...rescued.map((path) => notice('file-rescued', { path })),
    ],
  }
}

// By what our entries were told from others', where the file no longer was as we left it.
function howOwned({ target, path, before, base, after }: Change, { look }: Survey): readonly Notice[] {
  if (base !== after) return []
  const memory = look.memories.find((one) => targetKey(one.target) === targetKey(target))
  if (!memory) return look.files.owned.length > 0 ? [notice('journal-lost', { path })] : []
  const asWeLeftIt = [...memory.written, memory.beforeDigest].some((digest) => digest === before)
  return asWeLeftIt ? [] : [notice('restored-by-hand', { path })]
}

// The engine is to load what the files say again; what it loaded meanwhile and no file names, it must forget.
async function reloadBack(place: Workplace, found: Survey, plan: Plan, choice: Choice): Promise<void> {
  const { reach } = found.pair
  for (const reload of plan.reloads) await reach.reload(place.system, { ...reload, expect: null })
  const again = await survey(place, found.key, choice)
  if (!again || again.look.memories.length > 0) return
  const off = planFor(again, 'off', choice)
  const forget = async (): Promise<void> => {
    for (const reload of off.reloads) await reach.reload(place.system, reload)
  }
  await apply(off, [], place.system.disk, { reload: forget, reloadBack: forget, verify: () => Promise.resolve() })
}

// verify = read, plan again, the plan must be empty; then ask the engine itself. Returns what was read.
async function verify(place: Workplace, found: Survey, to: 'on' | 'off', choice: Choice): Promise<Survey> {
  const engine = formatKey(found.key)
  const again = await survey(place, found.key, choice)
  const left = again && planFor(again, to, choice)
  if (left?.refused[0]) throw failure('not-verified', { engine, why: left.refused[0].notice.message })
  if (left?.changes[0]) throw failure('not-verified', { engine, why: `${left.changes[0].path} is not as planned` })
  if (!again || to === 'off' || !place.system.processes) return again ?? found
  const said = await again.pair.reach.loaded(place.system, again.facts, desiredOn(choice))
  if (said.kind === 'missing') throw failure('not-verified', { engine, why: said.notice.message })
  return again
}
