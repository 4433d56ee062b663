import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Debian keeps administrators' programs where a user's PATH does not look. */
const administrators = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/lib/polkit-1']

/** Where a program is, on PATH or among the administrators' programs; null where it is not. */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter(Boolean), ...administrators]
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The distribution's Chromium, under whichever name it has; null where there is none. */
export function findBrowser(): string | null {
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  return names.map((name) => findProgram(name)).find((path) => path !== null) ?? null
}
