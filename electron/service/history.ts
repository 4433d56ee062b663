import type { UndoReport } from '../../shared/contract.ts'
import { sameKey } from '../../shared/engine.ts'
import { asAppError } from '../../shared/errors.ts'
import type { HistoryEntry, JournalEntry } from '../../shared/history.ts'
import type { Mirror } from '../../shared/registry.ts'
import type { Settings } from '../../shared/settings.ts'
import { userNames } from '../system/user-names.ts'
import { findUndoable, journalOf, newerThan, undo, whyFixed, type Undoable } from '../switching/undo.ts'
import type { Desk } from './desk.ts'
import { needsHelper } from './needs-helper.ts'
import { tryOutSettings } from './settings-store.ts'

/** The latest changes of both scopes, newest first. */
export async function readHistory({ looking }: Desk, limit: number): Promise<readonly HistoryEntry[]> {
  const [all, nameOf] = await Promise.all([journalOf(looking), userNames(looking.system.disk)])
  return all.slice(0, limit).map((entry) => ({
    ...entry,
    who: nameOf(entry.by.uid),
    from: entry.from && entry.from.mirrors.map(shown),
    to: entry.to.mirrors.map(shown),
    fixed: whyFixed(entry, newerThan(entry, all)),
  }))
}

function shown({ upstream, url }: Mirror): string {
  return `${upstream} → ${url}`
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
  const settings = await desk.settings()
  const takeBack = isListed(found.from.mirrors, settings)
    ? null
    : await tryOutSettings(disk, (now) => withMirrors(now, found.from.mirrors))
  const { engine, exact } = await carriedOut(desk, found, accept).catch(async (error: unknown) => {
    await takeBack?.()
    throw error
  })
  if (engine.failure) await takeBack?.()
  return { id: found.entry.id, engine, exact, status: await desk.status() }
}

async function carriedOut(
  { place, helper }: Desk,
  { entry, newer }: Undoable,
  accept: boolean,
): Promise<Pick<UndoReport, 'engine' | 'exact'>> {
  if (!needsHelper(place, entry.engine.scope)) {
    const { report, exact } = await undo(place, entry.id, accept)
    return { engine: report, exact }
  }
  const what = { kind: 'entry', id: entry.id } as const
  const ask = (action: 'toggle' | 'approve') => helper.ask(action, { verb: 'restore', what, accept })
  // Only an engine's latest change, and one's own, may go without a password; the helper has the last word.
  const own = newer.length === 0 && entry.by.uid === place.by.uid
  const answer = own
    ? await ask('toggle').catch(async (error: unknown) => {
        if (asAppError(error).notice.code !== 'restore-needs-approval') throw error
        return await ask('approve')
      })
    : await ask('approve')
  const engines = answer.kind === 'restored' ? answer.engines : []
  const engine = engines.find((one) => sameKey(one.engine, entry.engine))
  if (!engine || answer.kind !== 'restored') throw new Error(`the helper answered ${answer.kind}`)
  return { engine, exact: answer.exact }
}

function isListed(mirrors: readonly Mirror[], settings: Settings): boolean {
  return mirrors.every((mirror) =>
    settings.mirrors.some((one) => one.upstream === mirror.upstream && one.url === mirror.url),
  )
}

// As “on” with these mirrors would: they replace those of the same upstreams.
function withMirrors(settings: Settings, mirrors: JournalEntry['to']['mirrors']): Settings {
  const upstreams = new Set(mirrors.map(({ upstream }) => upstream))
  const others = settings.mirrors.filter(({ upstream }) => !upstreams.has(upstream))
  return { ...settings, mirrors: [...others, ...mirrors] }
}
