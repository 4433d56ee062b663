import type { Freshness } from './freshness.ts'
import type { Evidence, SourceId } from './pull.ts'
import type { MirrorRequest } from './sighting.ts'

/** Requests of one client for one repository that belong to one pull, while it goes on. */
export interface Group {
  readonly id: string
  readonly key: string
  readonly first: MirrorRequest
  tag: string | null
  readonly digests: Set<string>
  /** `HEAD sha256:…`: what was asked for by digest, to tell a second pull by it. */
  readonly asked: Set<string>
  lastAt: number
  isSettled: boolean
  bytes: number
  requests: number
  /** Manifest requests that were served: what the mirror's own counters count. */
  manifests: number
  readonly counts: Record<Freshness, number>
  /** Served requests that carried content; the others only asked whether there is news. */
  fetches: number
  /** Status of the last request that was refused, and whether it was the last of all. */
  refused: { readonly status: number; readonly isLast: boolean } | null
  hasSuccess: boolean
  readonly sources: Set<SourceId>
  readonly evidence: Evidence[]
}

const maxEvidence = 12
const maxDigests = 64
/** A client that asks twice in a row asks within this time. */
const pairMs = 10_000
/** What a HEAD by tag has named lies in the cache then, and is fetched at once, or not for this pull. */
const followMs = 5_000
/** A manifest by digest follows within this time; a blob is told of when it was handed out, which may take long. */
const manifestMs = 60_000
const blobMs = 600_000

/** Who asked for what: one client's requests for one repository follow each other. */
export function groupKey({ address, userAgent, repository }: MirrorRequest): string {
  return JSON.stringify([address, userAgent, repository])
}

/** Whether a request goes on with a pull, or begins the next one. */
export function belongs(group: Group, request: MirrorRequest): boolean {
  const pause = request.at - group.lastAt
  if (request.kind === 'blob') return pause <= blobMs
  if (request.tag === null) {
    const isOnlyAsked = group.fetches === 0 && group.tag !== null
    return pause <= (isOnlyAsked ? followMs : manifestMs) && !group.asked.has(askedBy(request))
  }
  // HEAD by tag, then GET by tag: one pull. Any other repetition of a tag is the next one.
  const wasOnlyAsked = group.fetches === 0 && group.first.method === 'HEAD' && request.method === 'GET'
  return request.tag === group.tag && wasOnlyAsked && pause <= pairMs
}

/** Begins a pull with its first request; `add` takes that one in as well. */
export function beginGroup(key: string, first: MirrorRequest): Group {
  return {
    id: first.id,
    key,
    first,
    tag: null,
    digests: new Set(),
    asked: new Set(),
    lastAt: first.at,
    isSettled: false,
    bytes: 0,
    requests: 0,
    manifests: 0,
    counts: { hit: 0, miss: 0, older: 0, restarted: 0, 'in-flight': 0, unnamed: 0 },
    fetches: 0,
    refused: null,
    hasSuccess: false,
    sources: new Set(),
    evidence: [],
  }
}

/** Takes a request in, with what is known of how it was served; null where it was not. */
export function add(group: Group, request: MirrorRequest, freshness: Freshness | null): void {
  const { method, kind, tag, digest, bytes, status } = request
  group.requests++
  group.lastAt = Math.max(group.lastAt, request.at)
  group.isSettled = false
  group.tag ??= tag
  group.sources.add(request.source)
  if (kind === 'manifest') {
    if (tag === null) group.asked.add(askedBy(request))
    if (digest !== null && group.digests.size < maxDigests) group.digests.add(digest)
  }
  if (group.evidence.length < maxEvidence) group.evidence.push(evidenceOf(request))
  // A challenge is answered, not a refusal [RFC 9110 15.5.2].
  if (status === 401) return
  if (freshness === null && status !== 304) {
    group.refused = { status, isLast: true }
    return
  }
  if (group.refused) group.refused = { ...group.refused, isLast: false }
  group.hasSuccess = true
  if (freshness === null) return
  group.counts[freshness]++
  if (kind === 'manifest') group.manifests++
  if (method === 'GET') {
    group.fetches++
    group.bytes += bytes ?? 0
  }
}

function askedBy({ method, digest }: MirrorRequest): string {
  return `${method} ${digest ?? ''}`
}

function evidenceOf({ at, source, method, repository, kind, tag, digest, status, bytes }: MirrorRequest): Evidence {
  const what = `${method} /v2/${repository}/${kind}s/${tag ?? digest ?? '?'}`
  const which = tag !== null && digest !== null ? `, ${digest}` : ''
  return { at, source, text: `${what} ⇒ ${status}${which}${bytes === null ? '' : `, ${bytes} bytes`}` }
}
