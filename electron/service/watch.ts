import { existsSync, watch as watchDirectory, type FSWatcher } from 'node:fs'
import { basename, dirname } from 'node:path'

/** A watch over files, re-armed as they come and go. */
export interface Watch {
  /** Replaces what is watched. Paths are below the root; one with a slash at its end means all names in that directory. */
  watch(paths: readonly string[]): void
  close(): void
}

// An editor makes several events of one save.
const settleMs = 150

/** Calls back after files change. The kernel tells; nothing polls. */
export function watchPaths(root: string, onChange: () => void): Watch {
  const watchers = new Map<string, FSWatcher>()
  let wanted = new Map<string, Set<string>>()
  let timer: NodeJS.Timeout | null = null
  const changed = (directory: string, name: string | null): void => {
    const names = wanted.get(directory)
    if (name !== null && !names?.has(name) && !names?.has('')) return
    timer ??= setTimeout(() => {
      timer = null
      onChange()
    }, settleMs)
  }
  const end = (directory: string): void => {
    watchers.get(directory)?.close()
    watchers.delete(directory)
  }
  const begin = (directory: string): void => {
    try {
      const watcher = watchDirectory(directory, { persistent: false }, (_, name) => {
        // Under its own name the directory tells of its end; one that comes in its place is to be watched anew.
        if (name === basename(directory)) end(directory)
        changed(directory, name === basename(directory) ? null : name)
      })
      watcher.on('error', () => end(directory))
      watchers.set(directory, watcher)
    } catch {
      // Not readable for us: its changes show at the next look.
    }
  }
  return {
    watch(paths) {
      wanted = new Map()
      for (const path of paths) {
        const { directory, name } = nearest(root + path)
        wanted.set(directory, (wanted.get(directory) ?? new Set()).add(name))
      }
      for (const directory of watchers.keys()) if (!wanted.has(directory)) end(directory)
      for (const directory of wanted.keys()) if (!watchers.has(directory)) begin(directory)
    },
    close() {
      for (const directory of watchers.keys()) end(directory)
      if (timer) clearTimeout(timer)
    },
  }
}

// Where an event for this path will be seen: its directory, or the nearest one above that exists.
function nearest(path: string): { readonly directory: string; readonly name: string } {
  let directory = path.endsWith('/') ? path.slice(0, -1) : dirname(path)
  let name = path.endsWith('/') ? '' : basename(path)
  while (!existsSync(directory) && directory !== '/') [directory, name] = [dirname(directory), basename(directory)]
  return { directory, name }
}
