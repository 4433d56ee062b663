import { homedir } from 'node:os'
import { beforeEach, expect, test, vi } from 'vitest'
import { moveProfile } from '../../electron/shell/profile.ts'
import { app } from '../electron/double/electron.ts'
import { lifecycle } from '../electron/double/lifecycle.ts'

vi.mock('electron', () => import('../electron/double/electron.ts'))

beforeEach(() => void (lifecycle.ready = false))

test.runIf(process.platform === 'linux').each([
  [{ XDG_STATE_HOME: '/var/me' }, '/var/me/pullcord/window'],
  [{ XDG_STATE_HOME: 'relative' }, `${homedir()}/.local/state/pullcord/window`],
  [{}, `${homedir()}/.local/state/pullcord/window`],
])('with %j, Chromium keeps its files in %s', (env, path) => {
  moveProfile(env)
  expect(app.paths).toEqual({ userData: path })
})
