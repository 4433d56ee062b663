import type { Notice } from './notice.ts'

/** The settings that an administrator may fix. */
export const lockable = ['mirrors', 'engines', 'keepTheirs', 'strict', 'profiles'] as const

export type Lockable = (typeof lockable)[number]

/** What an administrator forbids everyone but root. */
export interface Rules {
  /** The way the switch must stay; null for either. */
  readonly lock: 'on' | 'off' | null
  /** Nothing is written where a file was changed outside. */
  readonly strict: boolean
  /** Changes that the helper makes without a password, in any 60 seconds. */
  readonly togglesPerMinute: number
  /** Settings that hold what `defaults` says, whatever a user’s own file says. */
  readonly locks: readonly Lockable[]
}

/** The policy as a face tells of it. */
export interface PolicyView extends Rules {
  readonly path: string
  /** That a setting is fixed there, to be said at its control. */
  readonly note: Notice
  /** Settings that it lays down for whoever has none of their own. */
  readonly defaults: readonly Lockable[]
  /** Why it cannot be read; nothing that it may lock can then be changed. Null where it can. */
  readonly damage: Notice | null
}
