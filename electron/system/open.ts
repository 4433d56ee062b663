import { homedir, userInfo } from 'node:os'
import { resolve } from 'node:path'
import type { Places } from '../../shared/targets.ts'
import { realDisk } from './real-disk.ts'
import { realProcesses } from './real-processes.ts'
import type { System } from './system.ts'

/** This machine, or with a root the files below it, where nothing runs and nothing is reloaded. */
export function openSystem(root: string | null): System {
  const uid = process.getuid?.() ?? userInfo().uid
  const places = placesOf(process.env, homedir())
  if (root === null) return { disk: realDisk('', places, uid), processes: realProcesses }
  // Below a root only HOME counts: the XDG variables speak of the machine that we run on.
  return { disk: realDisk(resolve(root), placesOf({}, places.home), uid), processes: null }
}

/** The user's directories, as the XDG Base Directory Specification says; relative values are ignored there. */
export function placesOf(env: Readonly<Record<string, string | undefined>>, home: string): Places {
  const absolute = (value: string | undefined, otherwise: string): string =>
    value?.startsWith('/') ? value.replace(/\/+$/, '') : otherwise
  return {
    home,
    configHome: absolute(env.XDG_CONFIG_HOME, `${home}/.config`),
    stateHome: absolute(env.XDG_STATE_HOME, `${home}/.local/state`),
  }
}
