import type { EngineKey } from './engine.ts'
import type { Notice } from './notice.ts'

/** What someone else did to the files of an engine since we last wrote them. */
export interface Drift {
  readonly engine: EngineKey
  readonly files: readonly {
    readonly path: string
    /** From what we wrote to what stands there now, unified; null where what we wrote cannot be told any more. */
    readonly diff: string | null
    /** ISO 8601; null where the file is gone. */
    readonly changedAt: string | null
    /** Who wrote it, as far as time and content tell. */
    readonly writer: Notice
  }[]
  /** Why bringing ours back would be of no use: something rewrites the file again and again. */
  readonly fight: Notice | null
}
