import type { MirrorRequest } from '../pulls/sighting.ts'
import { agentOf, isDigest, isRepository, isTag } from './distribution-names.ts'

type Unknown = Readonly<Record<string, unknown>>

const maxResources = 1_000

/**
 * Reads a PULL_ARTIFACT of Harbor's webhook, by its documentation: the default payload
 * (`{type, occur_at, operator, event_data: {resources: [{digest, tag}], repository: {repo_full_name}}}`) and the
 * CloudEvents one, which carries the same under `data`. Harbor tells of GETs alone, and not of who asked from where.
 * Other events give an empty list, what is no webhook gives null.
 */
export function parseHarborEvents(text: string): readonly MirrorRequest[] | null {
  const body = objectIn(text)
  if (body === null || typeof body['type'] !== 'string') return null
  const isCloud = typeof body['specversion'] === 'string'
  if (!/pull/i.test(body['type']) || !/artifact/i.test(body['type'])) return []
  const { resources, repository } = objectOf(isCloud ? body['data'] : body['event_data'])
  const at = isCloud ? Date.parse(String(body['time'])) : Number(body['occur_at']) * 1000
  const name = objectOf(repository)['repo_full_name']
  if (!Number.isFinite(at) || !isRepository(name) || !Array.isArray(resources)) return []
  return resources.slice(0, maxResources).flatMap((one, index): readonly MirrorRequest[] => {
    const { digest, tag } = objectOf(one)
    if (!isDigest(digest)) return []
    const id = typeof body['id'] === 'string' ? body['id'].slice(0, 60) : `harbor-${at}-${digest.slice(7, 31)}`
    return [
      {
        id: `${id}-${index}`,
        source: 'harbor',
        at,
        method: 'GET',
        status: 200,
        repository: name,
        kind: 'manifest',
        // A pull by digest is told of with the digest in the tag's place.
        tag: isTag(tag) && !isDigest(tag) ? tag : null,
        digest,
        references: [],
        bytes: null,
        userAgent: agentOf(body['operator']),
        address: null,
        instance: null,
      },
    ]
  })
}

function objectIn(text: string): Unknown | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Unknown) : null
  } catch {
    return null
  }
}

function objectOf(value: unknown): Unknown {
  return typeof value === 'object' && value !== null ? (value as Unknown) : {}
}
