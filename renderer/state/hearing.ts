import type { Core, EventName, Events } from '../../shared/contract.ts'

/** Listeners of views, which outlive the line to the core. */
export interface Hearing {
  on<N extends EventName>(name: N, listener: (event: Events[N]) => void): () => void
  /** A fresh line is open: whoever listens, listens to it. */
  follow(core: Core): void
}

export function makeHearing(): Hearing {
  const listeners = new Map<EventName, Set<(event: never) => void>>()
  return {
    on(name, listener) {
      const heard = listeners.get(name) ?? new Set()
      listeners.set(name, heard)
      heard.add(listener)
      return () => heard.delete(listener)
    },
    follow(core) {
      const names: readonly EventName[] = ['pulls', 'catalog', 'quota', 'progress']
      for (const name of names)
        core.on(name, (event) => {
          for (const listener of listeners.get(name) ?? []) listener(event as never)
        })
    },
  }
}
