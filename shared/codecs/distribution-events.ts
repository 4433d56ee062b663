import type { MirrorRequest } from '../pulls/sighting.ts'

// Grammar of the OCI distribution specification, "Pulling manifests".
const repositoryName = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const tagName = /^\w[\w.-]{0,127}$/
const digestText = /^sha256:[0-9a-f]{64}$|^sha512:[0-9a-f]{128}$/
const maxReferences = 200
const maxAgent = 300
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
  if (!isName(repository) || typeof digest !== 'string' || !digestText.test(digest)) return null
  return {
    id,
    source: 'notifications',
    at,
    method,
    status: 200,
    repository,
    // Blobs are told of by one type, whatever they are [measured 2.8, 3.1].
    kind: mediaType === 'application/octet-stream' ? 'blob' : 'manifest',
    tag: typeof tag === 'string' && tagName.test(tag) ? tag : null,
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

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 255 && repositoryName.test(value)
}

function digestsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  const digests: string[] = []
  for (const one of value.slice(0, maxReferences)) {
    const { digest } = objectOf(one)
    if (typeof digest === 'string' && digestText.test(digest)) digests.push(digest)
  }
  return digests
}

function agentOf(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null
  const text = value.slice(0, maxAgent)
  return /[\p{Cc}\p{Cf}]/u.test(text) ? text.replace(/[\p{Cc}\p{Cf}]/gu, '') : text
}

/** An address without its port: `192.168.11.20:4711`, `[fe80::1]:80`, or what a proxy claims. */
export function hostOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 100) return null
  const bracketed = /^\[([0-9a-fA-F:.%\w]+)\](?::\d+)?$/.exec(value)
  if (bracketed) return bracketed[1]!
  const text = value.indexOf(':') === value.lastIndexOf(':') ? value.replace(/:\d+$/, '') : value
  return /^[\w.:%-]+$/.test(text) ? text : null
}

function instanceOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= maxId ? value : null
}
