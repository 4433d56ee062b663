import type { Calls, EngineReport, PlanView, SwitchReport } from '../../../shared/contract.ts'
import { sameKey } from '../../../shared/engine.ts'
import { failure } from '../../../shared/errors.ts'
import { setupOf, type Profile } from '../../../shared/profiles/profile.ts'
import type { Settings } from '../../../shared/settings.ts'
import { planId } from '../../switching/plan-id.ts'
import { planView } from '../../switching/plan-view.ts'
import { inability, surveyAll } from '../../switching/survey.ts'
import { digestOf } from '../../system/digest.ts'
import { cameToNothing, carryOut } from '../carry-out.ts'
import { chosenKeys, shownKeys } from '../chosen.ts'
import type { Desk } from '../desk.ts'
import { refuseLockedSwitch } from '../laid-down.ts'
import { probeAll, refuseHarmful } from '../mirrors.ts'
import { isAside, legOf, type Leg } from '../plans-for.ts'
import { lookAsRoot, planSeenBy } from '../root-sight.ts'
import { tryOutSettings } from '../settings-store.ts'
import { profileNamed } from './edit.ts'

/** What using a profile would change: nothing where the switch is off, for then only the list follows. */
export async function planProfile(desk: Desk, name: string): Promise<PlanView> {
  const settings = await desk.settings()
  const legs = await legsFor(desk, settings, profileNamed(settings, name))
  const views = await Promise.all(
    legs.map(async ({ to, settings: choice, found, plans }) =>
      planSeenBy(await lookAsRoot(desk, found, to, choice), planView(to, plans), found),
    ),
  )
  return {
    id: idOf(legs),
    to: wayOf(legs),
    changes: views.flatMap(({ changes }) => changes),
    reloads: views.flatMap(({ reloads }) => reloads),
    refused: views.flatMap(({ refused }) => refused),
    notes: views.flatMap(({ notes }) => notes),
  }
}

/**
 * Puts a profile into the list. While the switch is on, its engines go to its mirrors, and those that are not part of
 * it are turned off, by the list that they were turned on with.
 */
export async function useProfile(
  desk: Desk,
  { name, expect, accept, check }: Calls['profile.use']['in'],
): Promise<SwitchReport> {
  const { disk, processes } = desk.place.system
  const settings = await desk.settings()
  const profile = profileNamed(settings, name)
  const legs = await legsFor(desk, settings, profile)
  if (expect !== null && expect !== idOf(legs)) throw failure('plan-stale')
  for (const { to } of legs) await refuseLockedSwitch(to, disk)
  const asks = check && processes !== null && legs.some(({ to }) => to === 'on')
  if (asks) refuseHarmful(await probeAll(profile.mirrors))
  // Before the files, as with any switch: a mirror that is in force is then always on the list.
  const takeBack = await tryOutSettings(disk, (now) => withProfile(now, profile))
  const reports: EngineReport[] = []
  for (const leg of legs) reports.push(...(await carryOut(desk, leg, { accept, shown: expect !== null })))
  if (reports.length > 0 && cameToNothing(reports)) await takeBack()
  const changed = reports.some((one) => one.changed)
  return { to: wayOf(legs), changed, engines: reports, status: await desk.status() }
}

function withProfile(settings: Settings, profile: Profile): Settings {
  return { ...settings, ...setupOf(profile), lastProfile: profile.name }
}

// What is on now decides what has to follow; an engine that holds nothing of ours and is no part of it is let be.
async function legsFor(desk: Desk, settings: Settings, profile: Profile): Promise<readonly Leg[]> {
  const { looking } = desk
  const next = withProfile(settings, profile)
  const shown = await shownKeys(looking, await chosenKeys(looking, settings, null))
  const inUse = (await surveyAll(looking, shown, settings, false)).filter(({ look }) => look.memories.length > 0)
  if (inUse.length === 0) return []
  const keys = profile.mirrors.length === 0 ? [] : await chosenKeys(looking, next, null)
  const leaving = inUse.filter((one) => !keys.some((key) => sameKey(key, one.key)))
  const there = (await surveyAll(looking, keys, next, false)).filter((one) => !isAside(one, next))
  const able = there.filter((one) => inability(one, next) === null)
  const joining = able.length === 0 ? there : able
  return [legOf('off', settings, leaving), legOf('on', next, joining)].filter(({ found }) => found.length > 0)
}

function wayOf(legs: readonly Leg[]): 'on' | 'off' {
  return legs.some(({ to }) => to === 'on') ? 'on' : 'off'
}

function idOf(legs: readonly Leg[]): string {
  return digestOf(JSON.stringify(legs.map(({ to, plans }) => planId(to, plans))))
}
