import type { MirrorRequest } from '../pulls/sighting.ts'
import { parseObject, objectOf } from './json-object.ts'
import { agentOf, hostOf, isDigest, isRepository, isTag, isToken } from './distribution-names.ts'

const maxReferences = 200
const maxEvents = 10_000

/**
 * Reads an envelope of distribution's notifications (`…events.v1+json` of 2.8, `v2+json` of 3.x). Null where the text
 * is none; events that are no pulls, or whose names are none, are left out.
 */
export function parseEvents(text: string): readonly MirrorRequest[] | null {
  const events = parseObject(text)?.['events']
  if (!Array.isArray(events) || events.length > maxEvents) return null
  const requests: MirrorRequest[] = []
  for (const event of events) {
    const request = requestOf(event)
    if (request) requests.push(request)
  }
  return requests
}

function requestOf(event: unknown): MirrorRequest | null {
  const { id, timestamp, action, target, request, source } = objectOf(event)
  if (action !== 'pull') return null
  const { mediaType, digest, repository, tag, size, references } = objectOf(target)
  const { method, addr, useragent } = objectOf(request)
  const { instanceID } = objectOf(source)
  const at = typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN
  if (!isToken(id) || !(at >= 0)) return null
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
    instance: isToken(instanceID) ? instanceID : null,
  }
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
