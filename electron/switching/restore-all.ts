import type { EngineReport } from '../../shared/contract.ts'
import { engineIds, type EngineKey, keyOf, sameKey, type Scope } from '../../shared/engine.ts'
import { isEmpty } from '../../shared/plan.ts'
import type { Mirror } from '../../shared/registry.ts'
import { kept, readJournal } from '../system/journal.ts'
import { engines } from './engines.ts'
import { mergeMirrors } from './merge-mirrors.ts'
import type { Workplace } from './place.ts'
import { planFor, survey } from './survey.ts'
import { switchEngine } from './switch.ts'

/**
 * Turns off every engine of a scope in which something of ours may stand, those that were removed from the machine
 * while they were on among them. Where memory is lost, what equals one of `mirrors`, or of those last written down, goes.
 */
export async function restoreAll(
  place: Workplace,
  scope: Scope,
  mirrors: readonly Mirror[],
  accept: boolean,
): Promise<readonly EngineReport[]> {
  const { disk } = place.system
  const instance = place.inside?.instance
  const journal = await readJournal(scope, disk, kept)
  const reports: EngineReport[] = []
  for (const key of engineIds.map((id): EngineKey => keyOf({ id, scope, ...(instance && { instance }) }))) {
    if (!engines[key.id].pure.scopes.includes(scope)) continue
    const last = journal.find(({ engine, failure }) => failure === null && sameKey(engine, key))
    const choice = { mirrors: mergeMirrors(mirrors, last?.to.mirrors ?? []), keepTheirs: true, strict: false }
    const found = await survey(place, key, choice)
    // An engine that never had to do with us is not told of.
    if (!found || (found.look.memories.length === 0 && isEmpty(planFor(found, 'off', choice)))) continue
    reports.push(await switchEngine(place, key, { to: 'off', accept, shown: null }, choice, found))
  }
  return reports
}
