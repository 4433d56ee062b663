import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'

/**
 * Keeps Chromium's files apart from ours: on Linux its profile would otherwise be `~/.config/pullcord`, where
 * settings.json stands. Call first of all, since the single-instance lock lives in the profile.
 */
export function moveProfile(env: NodeJS.ProcessEnv): void {
  if (process.platform !== 'linux') return
  // The XDG specification has a relative path ignored.
  const stated = env['XDG_STATE_HOME']
  const state = stated?.startsWith('/') ? stated : join(homedir(), '.local/state')
  app.setPath('userData', join(state, 'pullcord/window'))
}
