import type { Notice } from '../notice.ts'
import type { Outcome, SourceId } from './pull.ts'

export type OutcomeCounts = Readonly<Record<Outcome, number>>

/** One figure and where it comes from. A null value is “not reported”, never nought. */
export interface Figure {
  readonly name: 'hit-rate' | 'bytes-saved' | 'bytes-served' | 'manifest-requests' | 'manifest-misses'
  /** A share from 0 to 1 for rates; bytes; or how many. */
  readonly value: number | null
  readonly source: SourceId
  /** URL of the mirror it is of. */
  readonly mirror: string | null
  /** Since when it counts, in milliseconds since 1970; null for the time that was asked for. */
  readonly since: number | null
  /** What it leaves out, or why it is not reported. */
  readonly notice: Notice | null
}

/** Pulls of a while, counted. */
export interface PullStats {
  /** Milliseconds since 1970. */
  readonly since: number
  readonly until: number
  /** Width of a bucket of the timeline. */
  readonly bucketMs: number
  /** Oldest first, empty ones left out. */
  readonly timeline: readonly { readonly at: number; readonly counts: OutcomeCounts }[]
  readonly counts: OutcomeCounts
  readonly figures: readonly Figure[]
  readonly top: readonly { readonly upstream: string; readonly repository: string; readonly pulls: number }[]
}

/** Counters of a mirror's process since it was started; null is “not reported”. */
export interface MirrorCounters {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly manifestRequests: number | null
  readonly manifestMisses: number | null
  readonly blobRequests: number | null
  readonly blobMisses: number | null
  /** Taken from the upstream, and handed to clients. */
  readonly bytesPulled: number | null
  readonly bytesPushed: number | null
  /** Notifications that the mirror could not deliver yet. */
  readonly pending: number | null
}
