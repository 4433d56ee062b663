import type { UndoReport } from '../../shared/contract.ts'
import type { Choice } from '../../shared/engine.ts'
import { asAppError } from '../../shared/errors.ts'
import type { Action } from '../../shared/helper-protocol.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import { userNames } from '../system/user-names.ts'
import { findUndoable, journalOf, newerThan, undo, whyFixed, type Undoable } from '../switching/undo.ts'
import { isForRoot } from '../switching/needs-root.ts'
import type { Desk } from './desk.ts'
import { refuseLockedSwitch } from './laid-down.ts'
import { inPlaceOf, isListed } from './mirrors.ts'
import { restoreAsRoot } from './restore-as-root.ts'
import { tryOutSettings } from './settings-store.ts'

/** The latest changes of both scopes, newest first. */
export async function readHistory({ looking }: Desk, limit: number): Promise<readonly HistoryEntry[]> {
  const [all, nameOf] = await Promise.all([journalOf(looking), userNames(looking.system.disk)])
  return all.slice(0, limit).map((entry) => ({
    ...entry,
    who: nameOf(entry.by.uid),
    from: entry.from && shown(entry.from),
    to: shown(entry.to),
    fixed: whyFixed(entry, newerThan(entry, all)),
  }))
}

function shown({ mirrors, strict }: Choice): readonly string[] {
  return mirrors.map(({ upstream, url }) => `${upstream} → ${url}${strict ? ' (strict)' : ''}`)
}

/**
 * Brings an engine back to what it used before a change. The list follows before the files do: a mirror that is in
 * force must never be missing from it.
 */
export async function undoChange(
  desk: Desk,
  { id, accept }: { readonly id: string | null; readonly accept: boolean },
): Promise<UndoReport> {
  const { place, looking } = desk
  const { disk } = place.system
  const found = await findUndoable(looking, id)
  await refuseLockedSwitch(found.from.mirrors.length === 0 ? 'off' : 'on', disk)
  const settings = await desk.settings()
  const { from } = found
  const isOff = from.mirrors.length === 0
  const isSame = from.mirrors.every((mirror) => isListed(mirror, settings.mirrors)) && from.strict === settings.strict
  const takeBack =
    isOff || isSame
      ? null
      : await tryOutSettings(disk, (now) => ({
          ...now,
          mirrors: inPlaceOf(now.mirrors, from.mirrors),
          strict: from.strict,
        }))
  const { engine, exact } = await carriedOut(desk, found, accept).catch(async (error: unknown) => {
    await takeBack?.()
    throw error
  })
  if (engine.failure) await takeBack?.()
  return { id: found.entry.id, engine, exact, status: await desk.status() }
}

async function carriedOut(
  desk: Desk,
  { entry, newer }: Undoable,
  accept: boolean,
): Promise<Pick<UndoReport, 'engine' | 'exact'>> {
  const { place } = desk
  if (!isForRoot(entry.engine.scope, place.system.disk)) {
    const { report, exact } = await undo(place, entry.id, accept)
    return { engine: report, exact }
  }
  const order = { what: { kind: 'entry', id: entry.id }, accept } as const
  const ask = (action: Action) => restoreAsRoot(desk, action, entry.engine, order)
  // Only an engine's latest change, and one's own, may go without a password; the helper has the last word.
  if (newer.length > 0 || entry.by.uid !== place.by.uid) return await ask('approve')
  return await ask('toggle').catch(async (error: unknown) => {
    if (asAppError(error).notice.code !== 'restore-needs-approval') throw error
    return await ask('approve')
  })
}
