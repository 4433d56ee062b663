import type { Notice } from '../notice.ts'
import type { Quota } from './quota.ts'
import type { Coverage, MirrorPull } from './sighting.ts'
import type { SourceState } from './pull.ts'
import type { Figure } from './stats.ts'

/** What a collector says of itself to anyone, so that it can be found: nothing that is secret. */
export interface CollectorHello {
  readonly pullcord: 'collector'
  readonly protocol: 1
  readonly mirror: { readonly url: string; readonly upstream: string }
}

/** One line of the stream that a collector's reader gets: news, each with a cursor to go on from. */
export interface CollectorNews {
  readonly cursor: number
  /** The collector’s clock when it wrote this, in milliseconds since 1970. */
  readonly at: number
  /** The reader's own address as the collector sees it. */
  readonly you: string | null
  readonly pulls: readonly MirrorPull[]
  readonly coverage: Coverage
  readonly sources: readonly SourceState[]
  readonly figures: readonly Figure[]
  readonly quotas: readonly Quota[]
}

/** A collector that this machine reads. Its token stays in the core. */
export interface CollectorStatus {
  /** URL of its mirror. */
  readonly mirror: string
  readonly url: string
  readonly state: 'heard' | 'waiting' | 'lost'
  readonly notice: Notice | null
}

/** What was found where a collector was looked for. */
export interface CollectorFound {
  readonly url: string
  readonly hello: CollectorHello | null
  readonly notice: Notice | null
}
