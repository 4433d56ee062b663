import { randomUUID } from 'node:crypto'
import type { Secret } from '../../../shared/codecs/docker-auth-config.ts'
import { failure } from '../../../shared/errors.ts'

/** A value, and the registries in it whose logins came from files or helpers, as a person reads them. */
export interface HeldValue {
  readonly secret: Secret
  readonly stored: readonly string[]
}

/** Values that were made and wait to be handed over; they are in this process's memory and nowhere else. */
export interface HeldSecrets {
  hold(value: HeldValue): string
  get(id: string): HeldValue
  drop(id: string): void
}

// A window has one, and forgets it when it closes.
const most = 8

export function holdSecrets(): HeldSecrets {
  const held = new Map<string, HeldValue>()
  return {
    hold(value) {
      const [oldest] = held.keys()
      if (held.size >= most && oldest !== undefined) held.delete(oldest)
      const id = randomUUID()
      held.set(id, value)
      return id
    },
    get(id) {
      const value = held.get(id)
      if (!value) throw failure('auth-value-gone')
      return value
    },
    drop: (id) => void held.delete(id),
  }
}
