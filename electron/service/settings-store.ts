import * as v from 'valibot'
import { failure } from '../../shared/errors.ts'
import { defaultSettings, settingsShape, type Settings } from '../../shared/settings.ts'
import type { Disk } from '../system/system.ts'

/** Where settings lie, below the root that is worked on. */
export function settingsPath(disk: Disk): string {
  return `${disk.places.configHome}/pullcord/settings.json`
}

/** Reads settings.json; defaults where there is none, and never a guess where it cannot be read. */
export async function loadSettings(disk: Disk): Promise<Settings> {
  const path = settingsPath(disk)
  const text = await disk.load(path)
  if (text === null) return defaultSettings
  try {
    return v.parse(settingsShape, JSON.parse(text))
  } catch (error) {
    throw failure('settings-unreadable', { path, why: (error as Error).message }, error)
  }
}

/** Replaces settings.json. */
export async function saveSettings(settings: Settings, disk: Disk): Promise<void> {
  await disk.store(settingsPath(disk), `${JSON.stringify(settings, null, 2)}\n`, 0o600)
}
