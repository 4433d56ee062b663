import type { Health } from '../contract.ts'
import type { Notice } from '../notice.ts'
import type { Certificate, Upstream } from '../registry.ts'
import type { Settings } from '../settings.ts'

/** What is wrong with a certificate, by who is to mend it. */
export type CertificateFault = 'expired' | 'early' | 'name' | 'self-signed' | 'authority' | 'other'

/** A certificate as a server showed it; names are claims of whoever made it. */
export interface SeenCertificate {
  readonly subject: string
  /** Hosts and addresses that it is for. */
  readonly names: readonly string[]
  readonly issuer: string
  /** ISO 8601, as `to`. */
  readonly from: string
  readonly to: string
  /** Hex, of the certificate itself; what a person compares. */
  readonly sha256: string
  /** Null where it is trusted. */
  readonly fault: CertificateFault | null
  /** The authority that the server sent along, or the certificate itself where it signs itself; null for none. */
  readonly authority: Certificate | null
}

/** Servers that can be told apart. */
export type ServerName = 'distribution' | 'zot' | 'harbor' | 'artifactory' | 'nexus' | 'gitlab'

export interface Server {
  readonly name: ServerName
  /** As exactly as it tells: `2.x`, `v2.1.2`; null where it does not. */
  readonly version: string | null
}

/** A mirror's URL as it is typed; no upstream is named yet. */
export interface IdentifyDraft {
  readonly url: string
  readonly insecure: boolean
  /** PEM text. */
  readonly ca: string | null
}

/** What a URL turned out to be. */
export interface Identified {
  /** The one that was asked, in its canonical form; null where the text is none yet, and nobody was asked. */
  readonly url: string | null
  readonly health: Health
  readonly latencyMs: number | null
  readonly notice: Notice | null
  readonly server: Server | null
  /** Null where it cannot be told without writing or pulling. */
  readonly isPullThrough: boolean | null
  /** Whose images it hands on, as far as reading can tell. */
  readonly upstream: Upstream | null
  readonly certificate: SeenCertificate | null
  /** What to write instead, or beside. */
  readonly suggestions: readonly Notice[]
}

/** One answer of a mirror, or none. */
export interface HealthSample {
  /** ISO 8601. */
  readonly at: string
  readonly health: Health
  readonly latencyMs: number | null
}

/** What measuring would do, before it is done. */
export interface SpeedPlan {
  readonly upstream: Upstream
  /** A whole image name: `docker.io/library/alpine:latest`. */
  readonly image: string
  /** URLs, in the order of the list. */
  readonly mirrors: readonly string[]
  /** At most so many pulls of the upstream’s quota. */
  readonly pulls: number
  /** At most so long. */
  readonly seconds: number
  /** At most so much from each mirror. */
  readonly bytes: number
  /** All of that in a sentence. */
  readonly notice: Notice
}

/** Whether a mirror has for a tag what the upstream has; `unknown` where it was not asked or nothing to compare with. */
export type TagVerdict = 'same' | 'stale' | 'wrong' | 'missing' | 'unknown'

/** How one server did. */
export interface MirrorSpeed {
  readonly url: string
  /** From the question to the first byte of the answer, connection included; the best of all. Null for no answer. */
  readonly firstByteMs: number | null
  /** From the first to the last byte of a layer, the best of two; null where none came. */
  readonly bytesPerSecond: number | null
  /** All that was read. */
  readonly bytes: number
  readonly verdict: TagVerdict
  /** Of the tag, where it is another than the upstream’s. */
  readonly digest: string | null
  /** Whether bytes were hashed whole, and were what their digest says. */
  readonly isVerified: boolean
  readonly notice: Notice | null
}

/** What was asked, counted by us. */
export interface SpeedCount {
  /** Of the upstream’s quota, at most. */
  readonly pulls: number
  /** GETs of manifests. */
  readonly manifests: number
  /** HEADs of the upstream, which count as no pull. */
  readonly heads: number
  /** Questions to mirrors that carried the digest, so that no manifest had to be fetched. */
  readonly tags: number
  readonly blobs: number
  readonly bytes: number
}

export interface SpeedReport {
  readonly upstream: Upstream
  readonly image: string
  /** The upstream’s; null where it could not be asked. */
  readonly digest: string | null
  /** In the order of the list. */
  readonly mirrors: readonly MirrorSpeed[]
  /** The upstream itself, from here; null where it could not be asked. */
  readonly direct: MirrorSpeed | null
  /** URLs, the best first. */
  readonly order: readonly string[]
  readonly asked: SpeedCount
  readonly tookMs: number
  /** What else is worth knowing, such as that the upstream could not be asked. */
  readonly notices: readonly Notice[]
}

/** Calls about mirrors themselves: what they are, how they were, which comes first. */
export interface MirrorCalls {
  /**
   * What is at a URL, within 4 s; one without a scheme is tried as https, then as http. It may make a pull-through ask
   * its upstream for tags, which costs no pull.
   */
  'mirror.identify': { in: { readonly task: string; readonly draft: IdentifyDraft }; out: Identified }
  /** How a mirror answered lately, the oldest first. */
  'mirror.history': { in: { /** URL. */ readonly mirror: string }; out: readonly HealthSample[] }
  /** Puts the mirror at a place of `settings.mirrors` to another place. */
  'mirror.move': { in: { readonly from: number; readonly to: number }; out: Settings }
  /** Puts an upstream’s mirrors in the order of these URLs; those that are not named stay behind. */
  'mirror.order': { in: { readonly upstream: string; readonly urls: readonly string[] }; out: Settings }
  /** Nothing is fetched: catalogs are read, and a mirror may be asked for its tags. */
  'mirror.speedPlan': { in: { readonly upstream: string; readonly image: string | null }; out: SpeedPlan }
  'mirror.speed': {
    in: { readonly task: string; readonly upstream: string; readonly image: string | null }
    out: SpeedReport
  }
}
