import { statSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { Places } from '../../shared/targets.ts'
import { realDisk } from './real-disk.ts'
import { realProcesses } from './real-processes.ts'
import { isRootsAlone } from './sealed.ts'
import type { System } from './system.ts'

/** This machine, or with a root the files below it, where nothing runs and nothing is reloaded. */
export function openSystem(root: string | null): System {
  const uid = process.getuid?.() ?? userInfo().uid
  // Below a root only HOME counts: the XDG variables speak of the machine that we run on.
  if (root !== null) return { disk: realDisk(resolve(root), placesOf({}, homedir()), uid), processes: null }
  return { disk: realDisk('', placesFor(uid, process.env, homedir()), uid), processes: realProcesses }
}

/**
 * The directories of whoever runs us. For root those of the environment only where they are root's: sudo may keep a
 * user's HOME, and the links in it would choose which files root writes.
 */
export function placesFor(uid: number, env: Parameters<typeof placesOf>[0], home: string): Places {
  const places = placesOf(env, home)
  const ours = uid !== 0 || [places.home, places.configHome, places.stateHome].every(isRoots)
  return ours ? places : placesOf({}, userInfo().homedir)
}

// Of what does not exist yet, the directory that it would be made in.
function isRoots(path: string): boolean {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    return found ? isRootsAlone(found) : path !== '/' && isRoots(dirname(path))
  } catch {
    return false
  }
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
