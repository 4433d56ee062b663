import { objectOf } from '../../shared/codecs/json-object.ts'
import type { Mirror, Upstream } from '../../shared/registry.ts'
import { prefixOf } from './catalog.ts'
import { knock } from './knock.ts'

/** Whether a mirror fetches what it does not have, and from where; null for what cannot be told. */
export interface PullThrough {
  /** Never false: a plain registry answers as a pull-through of an upstream that nobody knows [measured 2.8.2]. */
  readonly isPullThrough: true | null
  readonly upstream: Upstream | null
  /** Whether all well-known upstreams were tried, and none it was. */
  readonly isNone: boolean
}

const unknown: PullThrough = { isPullThrough: null, upstream: null, isNone: false }
const patienceMs = 1_500
const pageBytes = 512 * 1024

/** Repositories that their upstream has had for years and no other upstream has; the second is for who has the first. */
const wellKnown: readonly (readonly [Upstream, readonly [string, string]])[] = [
  ['docker.io', ['library/alpine', 'library/busybox']],
  ['quay.io', ['projectquay/quay', 'prometheus/node-exporter']],
  ['registry.k8s.io', ['pause', 'coredns/coredns']],
  ['ghcr.io', ['distribution/distribution', 'project-zot/zot']],
]

/**
 * Asks for the tags of repositories that are not in the mirror's catalog: a pull-through has its upstream list them,
 * which costs no pull [FACTS: registry 5]. What is in the catalog tells nothing: anybody may have pushed it.
 */
export async function tellPullThrough(mirror: Mirror, signal: AbortSignal): Promise<PullThrough> {
  const catalog = await jsonAt(mirror, '/v2/_catalog?n=1000', signal)
  const listed = objectOf(catalog?.body)['repositories']
  if (catalog?.status !== 200 || !Array.isArray(listed)) return unknown
  const prefix = prefixOf(mirror)
  const has = (repository: string): boolean => listed.includes(`${prefix}${repository}`)
  const answers = await Promise.all(
    wellKnown.map(async ([upstream, names]) => {
      const repository = names.find((name) => !has(name))
      if (repository === undefined) return null
      const tags = await jsonAt(mirror, `/v2/${prefix}${repository}/tags/list`, signal)
      if (tags === null) return null
      return { upstream, isThere: tags.status === 200 && Array.isArray(objectOf(tags.body)['tags']) }
    }),
  )
  const found = answers.find((answer) => answer?.isThere)
  if (found) return { isPullThrough: true, upstream: found.upstream, isNone: false }
  return { ...unknown, isNone: answers.every((answer) => answer !== null) }
}

/** One answer, its JSON unchecked: null where it is none. Null as a whole where none came in time. */
export async function jsonAt(
  mirror: Mirror,
  path: string,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly body: unknown } | null> {
  const { stage, answer } = await knock(mirror, path, { timeoutMs: patienceMs, maxBytes: pageBytes, signal })
  if (stage !== 'end' || answer === null) return null
  try {
    return { status: answer.status, body: JSON.parse(answer.body) as unknown }
  } catch {
    return { status: answer.status, body: null }
  }
}
