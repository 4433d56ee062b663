import type { Core, EventName, Events } from '../../shared/contract.ts'

/** Tells listeners what is new, and nothing twice. */
export interface Announcer {
  readonly on: Core['on']
  tell<N extends EventName>(name: N, event: Events[N]): void
  /** Whether anybody listens: looking for news costs, and a single command has no use for it. */
  isHeard(): boolean
}

export function makeAnnouncer(): Announcer {
  const listeners: { readonly [N in EventName]: Set<(event: Events[N]) => void> } = {
    status: new Set(),
    settings: new Set(),
    pulls: new Set(),
    catalog: new Set(),
    quota: new Set(),
    progress: new Set(),
  }
  const told = new Map<EventName, string>()
  return {
    on(name, listener) {
      listeners[name].add(listener)
      return () => listeners[name].delete(listener)
    },
    tell(name, event) {
      const text = JSON.stringify(event)
      if (told.get(name) === text) return
      told.set(name, text)
      for (const listener of listeners[name]) listener(event)
    },
    isHeard: () => Object.values(listeners).some((set) => set.size > 0),
  }
}
