import * as v from 'valibot'
import { failure } from '../../shared/errors.ts'
import { otherSpelling, type Mirror } from '../../shared/registry.ts'
import { defaultSettings, settingsShape, type Settings } from '../../shared/settings.ts'
import type { Disk } from '../system/system.ts'
import { asLaidDown, refuseLocked } from './laid-down.ts'

/** Where settings lie, below the root that is worked on. */
export function settingsPath(disk: Disk): string {
  return `${disk.places.configHome}/pullcord/settings.json`
}

/**
 * Reads settings.json; defaults where there is none, and never a guess where it cannot be read. What an administrator
 * laid down stands above both.
 */
export async function loadSettings(disk: Disk): Promise<Settings> {
  return await asLaidDown(await loadSaved(disk), defaultSettings, disk)
}

async function loadSaved(disk: Disk): Promise<Settings | null> {
  const path = settingsPath(disk)
  const text = await disk.load(path)
  if (text === null) return null
  try {
    const settings = v.parse(settingsShape, JSON.parse(text))
    const inProfiles = settings.profiles.flatMap(({ mirrors }) => mirrors)
    for (const mirror of [...settings.mirrors, ...inProfiles]) refuseOtherSpelling(mirror)
    return settings
  } catch (error) {
    throw failure('settings-unreadable', { path, why: (error as Error).message }, error)
  }
}

// A URL that a hand has written must pass the same grammar as one that was typed, and stand in its canonical form.
function refuseOtherSpelling(mirror: Mirror): void {
  const why = otherSpelling(mirror)
  if (why !== null) throw new Error(why)
}

/** Changes settings.json, while no other process of Pullcord does. Returns what it holds then. */
export async function editSettings(disk: Disk, edit: (settings: Settings) => Settings): Promise<Settings> {
  return await disk.locked('user', async () => {
    const before = await loadSettings(disk)
    const settings = edit(before)
    await refuseLocked(before, settings, disk)
    await disk.store(settingsPath(disk), `${JSON.stringify(settings, null, 2)}\n`, 0o600)
    return settings
  })
}

/** Changes settings.json on trial: the function that comes back puts its bytes back, or takes it away again. */
export async function tryOutSettings(disk: Disk, edit: (settings: Settings) => Settings): Promise<() => Promise<void>> {
  const path = settingsPath(disk)
  const before = await disk.load(path)
  await editSettings(disk, edit)
  return () => disk.locked('user', () => (before === null ? disk.remove(path) : disk.store(path, before, 0o600)))
}
