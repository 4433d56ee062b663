import { readlinkSync, realpathSync, statSync, watch, type FSWatcher } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { errnoOf } from '../../shared/errors.ts'

/** A path that is watched, whether anything stands there or not. */
export interface PathWatch {
  /** Looks again where it leads: directories on the way may have come, gone, or been exchanged. */
  renew(): void
  close(): void
}

/**
 * Has the kernel tell of changes to a file and to the directories that hold it: its own, and that of the file to which
 * a link leads. Where its directory is missing, the nearest one above is watched. `onStir` gets a name in a directory,
 * and whether it is the file's own; `onError` gets why nothing can be watched.
 */
export function watchPath(path: string, onStir: (isOwn: boolean) => void, onError: (why: string) => void): PathWatch {
  let watchers: readonly FSWatcher[] = []
  let watched = ''

  const close = (): void => {
    for (const watcher of watchers) watcher.close()
    watchers = []
    watched = ''
  }
  const renew = (): void => {
    const places = placesOf(path)
    const now = JSON.stringify(places)
    if (now === watched) return
    close()
    watched = now
    try {
      watchers = places.map(({ directory, name }) =>
        watch(directory, { persistent: false }, (_, changed) =>
          onStir(name === null || changed === null || changed === name),
        ).on('error', (error) => onError(errnoOf(error) ?? error.message)),
      )
    } catch (error) {
      close()
      onError(errnoOf(error) ?? (error as Error).message)
    }
  }
  renew()
  return { renew, close }
}

interface Place {
  readonly directory: string
  /** Null where anything that comes may lead on to the file. */
  readonly name: string | null
  /** Tells a directory from another that took its place. */
  readonly identity: string
}

function placesOf(path: string): readonly Place[] {
  const target = targetOf(path)
  return (target === null ? [path] : [path, target]).map((one) => {
    let directory = dirname(one)
    while (identityOf(directory) === null && directory !== dirname(directory)) directory = dirname(directory)
    return {
      directory,
      name: directory === dirname(one) ? basename(one) : null,
      identity: identityOf(directory) ?? '',
    }
  })
}

// Where a link leads, even if nothing is there yet; null for what is no link.
function targetOf(path: string): string | null {
  try {
    const target = resolve(dirname(path), readlinkSync(path))
    try {
      return realpathSync(target)
    } catch {
      return target
    }
  } catch {
    return null
  }
}

function identityOf(directory: string): string | null {
  const found = statSync(directory, { throwIfNoEntry: false })
  return found ? `${found.dev}:${found.ino}` : null
}
