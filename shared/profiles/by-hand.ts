import type { EngineReport } from '../contract.ts'
import type { EngineKey } from '../engine.ts'
import type { Notice } from '../notice.ts'
import type { Mirror, Upstream } from '../registry.ts'
import type { Settings } from '../settings.ts'

/** A mirror that somebody has configured by hand, in a file that an engine reads. */
export interface ByHandEntry {
  readonly engine: EngineKey
  readonly upstream: Upstream
  /** As the file spells it. */
  readonly spelled: string
  readonly path: string
  /** Counted from one; null where it cannot be told. */
  readonly line: number | null
  /** What it is on the list; null where it cannot be taken. */
  readonly mirror: Pick<Mirror, 'upstream' | 'url' | 'insecure'> | null
  /** `listed`: the list has it already. `left`: it cannot be taken, or not without changing what engines do. */
  readonly fate: 'added' | 'listed' | 'left'
  /** Whether “off” takes it out of the file from then on; what is not ours stays, and mirrors on. */
  readonly owned: boolean
  /** Why it is left, or why it does not become ours; null where there is nothing to say. */
  readonly why: Notice | null
}

/** All that was found, before anything is done. */
export interface ByHand {
  /** Names exactly what would be done. */
  readonly id: string
  readonly entries: readonly ByHandEntry[]
  /** What to know before the yes. */
  readonly notes: readonly Notice[]
}

/** How taking over went. No file of an engine is written by it. */
export interface TakeOver {
  readonly settings: Settings
  /** One for each engine in whose files something became ours. */
  readonly engines: readonly EngineReport[]
}
