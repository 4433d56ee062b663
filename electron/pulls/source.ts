import type { SourceState } from '../../shared/pulls/pull.ts'
import type { EnginePull } from '../../shared/pulls/sighting.ts'

/** What an engine's source tells, and until when it is wanted. */
export interface Listening {
  /** Milliseconds since 1970; what the engine still remembers from then on is told first. Null for news only. */
  readonly since: number | null
  onPull(pull: EnginePull): void
  onState(state: SourceState): void
  readonly signal: AbortSignal
}

/**
 * Listens to one engine until the signal, and connects again by itself: at once when an engine comes back, else in
 * ever longer steps. Starts no engine: one that does not run is waited for.
 */
export type EngineSource = (listening: Listening) => void
