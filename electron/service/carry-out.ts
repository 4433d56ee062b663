import type { EngineReport } from '../../shared/contract.ts'
import { sameKey } from '../../shared/engine.ts'
import { isForRoot } from '../switching/needs-root.ts'
import { planId } from '../switching/plan-id.ts'
import { switchTogether } from '../switching/together.ts'
import type { Desk } from './desk.ts'
import type { Leg } from './plans-for.ts'
import { switchAsRoot } from './switch-as-root.ts'

/** Carries out what was planned: by the helper where files are root's, all else by us. `shown`: a person saw it. */
export async function carryOut(
  desk: Desk,
  { to, settings, found, plans }: Leg,
  { accept, shown }: { readonly accept: boolean; readonly shown: boolean },
): Promise<readonly EngineReport[]> {
  const { place } = desk
  const roots = found.flatMap((one, at) =>
    isForRoot(one.key.scope, one.place.system.disk) ? { survey: one, plan: plans[at]! } : [],
  )
  const ours = found.flatMap((looked, at) => {
    if (roots.some(({ survey }) => survey === looked)) return []
    return { key: looked.key, order: { to, accept, shown: shown ? planId(to, [plans[at]!]) : null }, looked }
  })
  const [byRoot, byUs] = await Promise.all([
    switchAsRoot(desk, roots, { to, accept }, settings),
    switchTogether(place, ours, settings),
  ])
  return found.flatMap(({ key }) => [...byRoot, ...byUs].find(({ engine }) => sameKey(engine, key)) ?? [])
}

/** Whether nothing came of it, and nothing waits for an administrator's yes to the mirrors of the list. */
export function cameToNothing(reports: readonly EngineReport[]): boolean {
  const waits = reports.some(({ failure }) => failure?.code === 'needs-approval')
  return !waits && reports.every(({ failure }) => failure !== null)
}
