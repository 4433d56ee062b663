import type { MirrorRequest } from '../pulls/sighting.ts'
import { agentOf, hostOf, isDigest, isRepository, isTag } from './distribution-names.ts'

const maxReferences = 200
const maxId = 100
const maxEvents = 10_000

type Unknown = Readonly<Record<string, unknown>>

/**
 * Reads an envelope of distribution's notifications (`…events.v1+json` of 2.8, `v2+json` of 3.x). Null where the text
 * is none; events that are no pulls, or whose names are none, are left out.
 */
export function parseEvents(text: string): readonly MirrorRequest[] | null {
  const events = eventsIn(text)
  if (events === null || events.length > maxEvents) return null
  const requests: MirrorRequest[] = []
  for (const event of events) {
    const request = requestOf(event)
    if (request) requests.push(request)
  }
  return requests
}

function eventsIn(text: string): readonly unknown[] | null {
  try {
    const { events } = JSON.parse(text) as { readonly events?: unknown }
    return Array.isArray(events) ? events : null
  } catch {
    return null
  }
}

function requestOf(event: unknown): MirrorRequest | null {
  const { id, timestamp, action, target, request, source } = objectOf(event)
  if (action !== 'pull') return null
  const { mediaType, digest, repository, tag, size, references } = objectOf(target)
  const { method, addr, useragent } = objectOf(request)
  const at = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN
  if (typeof id !== 'string' || id === '' || id.length > maxId || Number.isNaN(at)) return null
  if (method !== 'GET' && method !== 'HEAD') return null
  if (!isRepository(repository) || !isDigest(digest)) return null
  return {
    id,
    source: 'notifications',
    at,
    method,
    status: 200,
    repository,
    // Blobs are told of by one type, whatever they are [measured 2.8, 3.1].
    kind: mediaType === 'application/octet-stream' ? 'blob' : 'manifest',
    tag: isTag(tag) ? tag : null,
    digest,
    references: digestsOf(references),
    bytes: typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : null,
    userAgent: agentOf(useragent),
    address: hostOf(addr),
    instance: instanceOf(objectOf(source)['instanceID']),
  }
}

function objectOf(value: unknown): Unknown {
  return typeof value === 'object' && value !== null ? (value as Unknown) : {}
}

function digestsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  const digests: string[] = []
  for (const one of value.slice(0, maxReferences)) {
    const { digest } = objectOf(one)
    if (isDigest(digest)) digests.push(digest)
  }
  return digests
}

function instanceOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= maxId ? value : null
}
