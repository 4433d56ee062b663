import type { EngineKey } from '../engine.ts'
import type { Notice } from '../notice.ts'
import type { Reference } from '../registry.ts'

/** Who served a pull, as far as it can be known; `bypassed` tried the mirror, then went on. */
export const outcomes = ['mirror-hit', 'mirror-miss', 'mirror-up-to-date', 'bypassed', 'upstream', 'unknown'] as const

export type Outcome = (typeof outcomes)[number]

/** What saw something. It stands beside every figure, since each can know other things. */
export const sourceIds = [
  'engine-events',
  'notifications',
  'access-log',
  'metrics',
  'catalog',
  'zot',
  'harbor',
  'ratelimit',
] as const

export type SourceId = (typeof sourceIds)[number]

/** One pull that was seen, by the engine that made it, by the mirror that served it, or by both. */
export interface Pull {
  /** The same for the same pull, whoever works it out and however often. */
  readonly id: string
  /** Milliseconds since 1970: when the engine told of it, else when the mirror was last asked. */
  readonly at: number
  readonly image: Reference
  /** Null where only a mirror saw it: a build, another machine, a program that looks for updates. */
  readonly engine: EngineKey | null
  /** What the client calls itself to the mirror, such as `docker/28.5.2`; null where none was seen. */
  readonly client: string | null
  /** The client's address as the mirror saw it, without its port. */
  readonly address: string | null
  readonly outcome: Outcome
  /** Whether nothing that is still on its way can change the outcome. */
  readonly isSettled: boolean
  /** URL of the mirror that was asked; null where none was seen to be. */
  readonly mirror: string | null
  /** What the mirror handed out at most: ranges and broken connections count in full. Null where it cannot be told. */
  readonly bytes: number | null
  /** Why this outcome, in a sentence. */
  readonly why: Notice
  /** The engine's own words where the pull failed. */
  readonly failed: string | null
  readonly sources: readonly SourceId[]
}

/** One line of what was seen, in the words of who saw it. */
export interface Evidence {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly source: SourceId
  readonly text: string
}

/** How a source fares: whether it is heard, since when, and what stands in the way. */
export interface SourceState {
  readonly source: SourceId
  /** Whom it hears: an engine (`docker:system`) or a mirror's URL. */
  readonly of: string
  readonly state: 'heard' | 'waiting' | 'lost' | 'not-set-up'
  /** Milliseconds since 1970; since when it is in this state. */
  readonly since: number
  readonly notice: Notice | null
}

/** How pulls are filtered; null or empty lets all through. Text is looked for in image, client and address. */
export interface PullFilter {
  readonly text: string
  /** Engine ids, or `none` for what only a mirror saw. */
  readonly engines: readonly string[]
  readonly outcomes: readonly Outcome[]
}
