import type { EngineKey } from '../engine.ts'
import type { Notice } from '../notice.ts'
import type { Evidence, SourceId } from './pull.ts'

/** One request that a mirror answered. */
export interface MirrorRequest {
  /** Of the notification, or of the request where only the access log tells it. The same one twice is one. */
  readonly id: string
  readonly source: Extract<SourceId, 'notifications' | 'access-log' | 'harbor'>
  /** Milliseconds since 1970, by the mirror's clock. */
  readonly at: number
  readonly method: 'HEAD' | 'GET'
  /** HTTP status; notifications are made of successes only, as 200. */
  readonly status: number
  readonly repository: string
  readonly kind: 'manifest' | 'blob'
  readonly tag: string | null
  /** Null where a log names only the tag. */
  readonly digest: string | null
  /** Digests that a manifest names: those of its platforms, or its configuration and layers. */
  readonly references: readonly string[]
  /** Size of what was asked for; of the access log the bytes that were sent. */
  readonly bytes: number | null
  readonly userAgent: string | null
  /** Without its port; anyone may claim one by `X-Forwarded-For`. */
  readonly address: string | null
  /** Of the mirror's process: another one means that it was started anew. */
  readonly instance: string | null
}

/** What a mirror did for one pull, by its own requests alone. */
export type Served = 'hit' | 'miss' | 'up-to-date' | 'refused' | 'unknown'

/** Requests that belong to one pull of one client. */
export interface MirrorPull {
  /** Of its first request. */
  readonly id: string
  /** URL and upstream of the mirror, as its collector or the list of mirrors names them. */
  readonly mirror: string
  readonly upstream: string
  readonly repository: string
  readonly tag: string | null
  /** Digests of the manifests that were asked for. */
  readonly digests: readonly string[]
  /** Milliseconds since 1970: its first and its last request. */
  readonly from: number
  readonly to: number
  readonly userAgent: string | null
  readonly address: string | null
  readonly served: Served
  readonly isSettled: boolean
  /** See `Pull.bytes`. */
  readonly bytes: number | null
  readonly why: Notice
  readonly sources: readonly SourceId[]
  /** How many requests it is made of, and the first of them as lines of evidence. */
  readonly requests: number
  readonly evidence: readonly Evidence[]
}

/** One pull as the engine itself told of it. */
export interface EnginePull {
  readonly engine: EngineKey
  /** Milliseconds since 1970, by this machine's clock. */
  readonly at: number
  /** Whether the engine tells of a pull when it begins (podman 4) or when it has ended. */
  readonly when: 'begin' | 'end'
  /** The image as the engine names it. */
  readonly image: string
  /** Digests under which the engine keeps the image (RepoDigests); empty where they are not known. */
  readonly digests: readonly string[]
  /** The engine's own words where it failed. */
  readonly failed: string | null
  /** The event as it came, for evidence. */
  readonly line: string
}

/** How much of a mirror's requests is known: what is not covered can never be called `upstream`. */
export interface Coverage {
  readonly mirror: string
  /** Milliseconds since 1970: from when on its requests are recorded. */
  readonly since: number
  /** Up to when nothing is known to be missing; the present while the record is being kept. */
  readonly until: number
  /** Times in between for which requests may be missing: the mirror or the record was started anew. */
  readonly gaps: readonly { readonly from: number; readonly to: number; readonly why: Notice }[]
}
