import { randomUUID } from 'node:crypto'
import type { Secret } from '../../../shared/codecs/docker-auth-config.ts'
import { failure } from '../../../shared/errors.ts'

/** Values that were made and wait to be handed over; they are in this process's memory and nowhere else. */
export interface HeldSecrets {
  hold(secret: Secret): string
  get(id: string): Secret
  drop(id: string): void
}

// A window has one, and forgets it when it closes.
const most = 8

export function holdSecrets(): HeldSecrets {
  const held = new Map<string, Secret>()
  return {
    hold(secret) {
      const [oldest] = held.keys()
      if (held.size >= most && oldest !== undefined) held.delete(oldest)
      const id = randomUUID()
      held.set(id, secret)
      return id
    },
    get(id) {
      const secret = held.get(id)
      if (!secret) throw failure('auth-value-gone')
      return secret
    },
    drop: (id) => void held.delete(id),
  }
}
