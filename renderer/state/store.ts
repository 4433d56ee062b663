/** A value that tells who listens when it is replaced; what `useSyncExternalStore` reads. */
export interface Store<T> {
  get(): T
  /** Replaces some of the value's parts. */
  set(parts: Partial<T>): void
  subscribe(listener: () => void): () => void
}

/** Makes a store that holds this value. */
export function createStore<T extends object>(first: T): Store<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (parts) => {
      value = { ...value, ...parts }
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
