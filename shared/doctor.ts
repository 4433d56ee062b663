import type { EngineKey } from './engine.ts'
import type { Notice } from './notice.ts'

/** What the doctor looks at; each has its words in every language. */
export const checkIds = [
  'mirror',
  'plain-http',
  'certificate',
  'files',
  'outranked',
  'user-config',
  'flags',
  'version',
  'service',
  'machine',
  'drift',
  'strict',
  'jobs',
  'approval',
  'helper',
  'appimage',
] as const

export type CheckId = (typeof checkIds)[number]

/** One thing that was looked at. */
export interface Check {
  readonly id: CheckId
  readonly engine: EngineKey | null
  /** `unknown`: it could not be looked at from here. */
  readonly result: 'ok' | 'note' | 'problem' | 'unknown'
  /** What was looked at: a URL, a path, a program; empty where the name of the check says it. */
  readonly subject: string
  /** What was seen, and the one line that mends it; null where all is well. */
  readonly notice: Notice | null
}

export interface Checkup {
  /** ISO 8601. */
  readonly at: string
  /** Problems first, then notes, then what could not be looked at, then what is well. */
  readonly checks: readonly Check[]
}
