import { watch, type FSWatcher } from 'node:fs'

/** The time and a way to wait, so that tests can do without. */
export interface Clock {
  now(): number
  /** Calls back after a while, unless it is called off; keeps no process alive. */
  after(milliseconds: number, call: () => void): () => void
}

/** What is followed, again and again. */
export interface Following {
  readonly signal: AbortSignal
  /** Listens until there is nothing more to hear; never rejects. `onStir` calls back whenever the files come or go. */
  readonly listen: (onStir: (call: () => void) => void) => Promise<void>
  /** A directory and the names in it that come when the engine does; what cannot be watched is waited for by time. */
  readonly comes: { readonly directory: string; readonly names: readonly string[] } | null
  readonly clock?: Clock
}

const firstMs = 1_000
const longestMs = 300_000
/** What was heard for so long was no engine that ends as soon as it begins. */
const steadyMs = 10_000
/** An engine that starts makes several files, and does not answer by the first. */
const settleMs = 250

export const realClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, milliseconds).unref()
    return () => clearTimeout(timer)
  },
}

/**
 * Listens again whenever listening has ended: as soon as the engine’s files come, else after 1 s, and then after
 * twice as long each time, up to 5 min. Never twice within a second, whatever the files do.
 */
export async function followAgain({ signal, listen, comes, clock = realClock }: Following): Promise<void> {
  let pauseMs = firstMs
  while (!signal.aborted) {
    const began = clock.now()
    // From before we look: what comes between the look and the wait counts too. Anew each time, as the directory may
    // have gone and come back meanwhile.
    const door = watchFor(comes)
    await listen(door.onStir)
    if (clock.now() - began >= steadyMs) pauseMs = firstMs
    const hasCome = await pause(pauseMs, door, signal, clock)
    door.close()
    pauseMs = hasCome ? firstMs : Math.min(pauseMs * 2, longestMs)
  }
}

// Whether the files came; otherwise the time has passed, or nobody listens any more.
async function pause(milliseconds: number, door: Door, signal: AbortSignal, clock: Clock): Promise<boolean> {
  if (signal.aborted) return false
  return await new Promise((resolve) => {
    const end = (hasCome: boolean): void => {
      callOff()
      signal.removeEventListener('abort', stop)
      resolve(hasCome)
    }
    const stop = (): void => end(false)
    const began = clock.now()
    let callOff = clock.after(milliseconds, stop)
    signal.addEventListener('abort', stop)
    const seen = (): void => {
      callOff()
      callOff = clock.after(Math.max(settleMs, firstMs - (clock.now() - began)), () => end(true))
      // A second one puts nothing off.
      door.onStir(() => undefined)
    }
    if (door.isStirred()) seen()
    else door.onStir(seen)
  })
}

/** A watch that remembers whether the files came or went. */
interface Door {
  isStirred(): boolean
  /** Whom to call back from now on. */
  onStir(call: () => void): void
  close(): void
}

function watchFor(comes: Following['comes']): Door {
  let isStirred = false
  let tell = (): void => undefined
  const watcher =
    comes &&
    openWatch(comes, () => {
      isStirred = true
      tell()
    })
  return {
    isStirred: () => isStirred,
    onStir(call) {
      tell = call
    },
    close: () => watcher?.close(),
  }
}

function openWatch({ directory, names }: NonNullable<Following['comes']>, seen: () => void): FSWatcher | null {
  try {
    const watcher = watch(directory, { persistent: false }, (_, name) => {
      if (name === null || names.includes(name)) seen()
    })
    return watcher.on('error', () => watcher.close())
  } catch {
    // No such directory, or none that we may read.
    return null
  }
}
