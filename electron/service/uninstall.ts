import type { EngineReport, UninstallReport } from '../../shared/contract.ts'
import { engineIds, type EngineKey } from '../../shared/engine.ts'
import { asAppError } from '../../shared/errors.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { isEmpty } from '../../shared/plan.ts'
import type { Settings } from '../../shared/settings.ts'
import { engines } from '../switching/engines.ts'
import { placeFor, type Workplace } from '../switching/place.ts'
import { reportOn } from '../switching/report.ts'
import { restoreAll } from '../switching/restore-all.ts'
import { planFor, surveyAll } from '../switching/survey.ts'
import { readApproval, revokeApproval } from './approval.ts'
import { isForRoot } from '../switching/needs-root.ts'
import { loadRecords } from '../hosting/records.ts'
import type { Desk } from './desk.ts'
import { refuseLockedSwitch } from './laid-down.ts'
import { settingsPath } from './settings-store.ts'

/** Puts back everything in both scopes, or the one that was named, and forgets every leave. */
export async function uninstall(desk: Desk, { accept }: { readonly accept: boolean }): Promise<UninstallReport> {
  const { place } = desk
  await refuseLockedSwitch('off', place.system.disk)
  const settings = await desk.settings()
  const own = place.scope === 'system' ? [] : await restoreAll(place, 'user', settings.mirrors, accept)
  const { reports, left } = await ofSystem(desk, settings, accept)
  await desk.announce()
  const disk = place.system.disk
  const list =
    (await disk.load(settingsPath(disk))) === null ? [] : [notice('left-settings', { path: settingsPath(disk) })]
  const hosted = (await loadRecords(disk).catch(() => [])).map(({ upstream }) => notice('host-left', { upstream }))
  const program = disk.root === '' ? [notice('left-program')] : []
  const inGuests = place.scope === 'user' ? [] : await inEachGuest(place, settings, accept)
  return { engines: [...own, ...reports, ...inGuests], left: [...left, ...hosted, ...list, ...program] }
}

// A machine inside this one that does not run now cannot be put back; it is off by being made anew, or next time.
async function inEachGuest(place: Workplace, { mirrors }: Settings, accept: boolean): Promise<readonly EngineReport[]> {
  const running = ((await place.guests?.find()) ?? []).filter((guest) => guest.running && guest.engines.length > 0)
  const reports = running.map(async ({ instance, engines: [id] }) => {
    const key: EngineKey = { id: id!, scope: 'system', instance }
    try {
      return await restoreAll(await placeFor(place, key), 'system', mirrors, accept)
    } catch (error) {
      return [reportOn(key, false, asAppError(error).notice)]
    }
  })
  return (await Promise.all(reports)).flat()
}

interface Outcome {
  readonly reports: readonly EngineReport[]
  readonly left: readonly Notice[]
}

async function ofSystem(desk: Desk, settings: Settings, accept: boolean): Promise<Outcome> {
  if (desk.place.scope === 'user') return { reports: [], left: [] }
  return await (isForRoot('system', desk.place.system.disk) ? byHelper : asRoot)(desk, settings, accept)
}

async function asRoot(desk: Desk, { mirrors }: Settings, accept: boolean): Promise<Outcome> {
  const reports = await restoreAll(desk.place, 'system', mirrors, accept)
  const sets = await setsOf(desk)
  const left =
    sets === 0
      ? []
      : await revokeApproval(desk).then(
          () => [],
          (error: unknown) => [asAppError(error).notice],
        )
  return { reports, left }
}

// A password is asked for only where root has something to do.
async function byHelper(desk: Desk, settings: Settings, accept: boolean): Promise<Outcome> {
  if (!(await isSystemTouched(desk, settings)) && (await setsOf(desk)) === 0) return { reports: [], left: [] }
  try {
    const answer = await desk.helper.ask('approve', { verb: 'restore', what: { kind: 'everything' }, accept })
    return { reports: answer.kind === 'restored' ? answer.engines : [], left: [] }
  } catch (error) {
    const why = asAppError(error).notice.message
    return {
      reports: [],
      left: [notice('left-system', { why, command: 'sudo pullcord uninstall --scope system --yes' })],
    }
  }
}

async function setsOf(desk: Desk): Promise<number> {
  return await readApproval(desk).then(
    ({ sets }) => sets.length,
    () => 0,
  )
}

async function isSystemTouched({ looking }: Desk, settings: Settings): Promise<boolean> {
  const keys = engineIds
    .map((id): EngineKey => ({ id, scope: 'system' }))
    .filter(({ id }) => engines[id].pure.scopes.includes('system'))
  const found = await surveyAll(looking, keys, settings, false)
  return found.some((one) => one.look.memories.length > 0 || !isEmpty(planFor(one, 'off', settings)))
}
