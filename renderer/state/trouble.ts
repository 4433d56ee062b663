import { CallFailed, Disconnected } from '../core/channel.ts'
import { NoLogin } from '../core/session.ts'
import type { Trouble } from './window-state.ts'

/** Makes of a failed call what a person is told; anything else is a fault of ours and stays one. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof CallFailed) return { notice: error.notice }
  if (error instanceof Disconnected || error instanceof NoLogin) return { notice: null }
  throw error
}
