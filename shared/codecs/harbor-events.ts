import type { MirrorRequest } from '../pulls/sighting.ts'
import { contentId } from './content-id.ts'
import { isDigest, isRepository, isTag } from './distribution-names.ts'
import { objectOf, parseObject } from './json-object.ts'

// The default payload's word and that of CloudEvents [goharbor.io, "Configure Webhook Notifications"; Harbor 2.8 source].
const pulled = new Set<unknown>(['PULL_ARTIFACT', 'harbor.artifact.pulled'])
const maxResources = 1_000

/**
 * Reads a PULL_ARTIFACT of Harbor's webhook: the default payload
 * (`{type, occur_at, operator, event_data: {resources: [{digest, tag}], repository: {repo_full_name}}}`) or the
 * CloudEvents one, which carries the same under `data`. Documented shapes, no Harbor was run. Harbor tells of GETs
 * alone, in whole seconds, and not of who asked: `operator` is an account. Names are without the project, which is the
 * path of the mirror. Other events give an empty list, what is no webhook gives null.
 */
export function parseHarborEvents(text: string): readonly MirrorRequest[] | null {
  const body = parseObject(text)
  if (body === null || typeof body['type'] !== 'string') return null
  if (!pulled.has(body['type'])) return []
  const { specversion, time, occur_at: seconds, data, event_data: plain } = body
  const isCloud = typeof specversion === 'string'
  const { resources, repository } = objectOf(isCloud ? data : plain)
  const at = isCloud
    ? Date.parse(typeof time === 'string' ? time : '')
    : typeof seconds === 'number'
      ? seconds * 1000
      : -1
  const name = withoutProject(objectOf(repository)['repo_full_name'])
  if (!(at >= 0 && at < 8.64e15) || !isRepository(name) || !Array.isArray(resources)) return []
  return resources.slice(0, maxResources).flatMap((one): readonly MirrorRequest[] => {
    const { digest, tag } = objectOf(one)
    if (!isDigest(digest)) return []
    // One pull by digest is told of with the digest in the tag’s place, which is no tag.
    const named = isTag(tag) ? tag : null
    return [
      {
        id: `harbor-${contentId(`${at} ${name} ${named} ${digest}`)}`,
        source: 'harbor',
        at,
        method: 'GET',
        status: 200,
        repository: name,
        kind: 'manifest',
        tag: named,
        digest,
        references: [],
        bytes: null,
        userAgent: null,
        address: null,
        instance: null,
      },
    ]
  })
}

function withoutProject(name: unknown): string | null {
  return typeof name === 'string' ? name.slice(name.indexOf('/') + 1) : null
}
