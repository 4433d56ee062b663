import type { Choice, EngineKey } from './engine.ts'
import type { Digest } from './files.ts'
import type { Notice } from './notice.ts'

/** Who changed something, and how they came to be allowed. */
export interface Who {
  /** The number of the user, not of the root that wrote for them. */
  readonly uid: number
  readonly via: 'user' | 'root' | 'sudo' | 'pkexec'
}

/** One change of one engine, as the journal keeps it. It holds no file's text, and so may be read by everyone. */
export interface JournalEntry {
  /** Sorts by time: `20261124T001804123Z-1a2b3c4d`. */
  readonly id: string
  /** ISO 8601. */
  readonly at: string
  readonly by: Who
  /** `keep`: what stood in the files was left to the person. `import`: what they had set by hand became ours. */
  readonly verb: 'on' | 'off' | 'undo' | 'keep' | 'import'
  /** The entry that an undo took back. */
  readonly undoes?: string
  readonly engine: EngineKey
  /** What was in force before; no mirrors for “off”, null where that is not known. */
  readonly from: Choice | null
  readonly to: Choice
  readonly changes: readonly { readonly path: string; readonly before: Digest | null; readonly after: Digest | null }[]
  /** A file had been changed outside, and was brought back. */
  readonly again: boolean
  /** Why it failed and everything was put back; null where it was done. */
  readonly failure: Notice | null
}

/** An entry as a person sees it. */
export interface HistoryEntry extends Omit<JournalEntry, 'from' | 'to'> {
  /** The user's name; their number where they have none. */
  readonly who: string
  /** `docker.io → http://…`, with ` (strict)` behind it where nothing else was asked; empty for off, null where not known. */
  readonly from: readonly string[] | null
  readonly to: readonly string[]
  /** Why it cannot be undone; null where it can. */
  readonly fixed: Notice | null
}
