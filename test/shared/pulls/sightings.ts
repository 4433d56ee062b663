import type { MirrorPull, MirrorRequest } from '../../../shared/pulls/sighting.ts'
import type { NamedPull } from '../../../shared/pulls/fits.ts'
import { notice } from '../../../shared/notice.ts'
import { parseReference } from '../../../shared/registry.ts'

/** The moment at which the tests begin. */
export const start = Date.parse('2026-11-24T08:00:00Z')
export const mirror = 'http://192.168.11.2:6000'
export const laptop = '192.168.11.20'

const digestOf = (name: string): string => `sha256:${Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64)}`
let count = 0

/**
 * A request as one line: `+1000 docker HEAD alpine:3.20 =index`, `+1010 docker GET alpine@child`, `… GET alpine blob one`,
 * with ` 404` behind it for a refusal. Names stand for digests.
 */
export function request(line: string, parts: Partial<MirrorRequest> = {}): MirrorRequest {
  const [, offset, client, method, repository, tag, byDigest, names, blob, status] =
    /^\+(\d+) (\S+) (HEAD|GET) ([a-z/]+)(?::([\w.]+))?(?:@(\w+))?(?: =(\w+))?(?: blob (\w+))?(?: (\d{3}))?$/.exec(
      line,
    ) ?? []
  if (offset === undefined) throw new Error(`no request: ${line}`)
  const digest = byDigest ?? names ?? blob
  return {
    id: `r${++count}`,
    source: 'notifications',
    at: start + Number(offset),
    method: method as 'HEAD' | 'GET',
    status: Number(status ?? 200),
    repository: `library/${repository}`,
    kind: blob === undefined ? 'manifest' : 'blob',
    tag: tag ?? null,
    digest: digest === undefined ? null : digestOf(digest),
    references: [],
    bytes: 100,
    userAgent: `${client}/1.0 (more)`,
    address: laptop,
    instance: 'one',
    ...parts,
  }
}

/** A pull as the mirror saw it, without its requests. */
export function mirrorPull(parts: Partial<MirrorPull> = {}): MirrorPull {
  return {
    id: `m${++count}`,
    mirror,
    upstream: 'docker.io',
    repository: 'library/alpine',
    tag: '3.20',
    digests: [digestOf('index')],
    from: start,
    to: start + 100,
    userAgent: 'docker/20.10.24 go/go1.19',
    address: laptop,
    served: 'hit',
    isSettled: true,
    bytes: 1000,
    why: notice('pull-hit', { mirror }),
    sources: ['notifications'],
    requests: 6,
    evidence: [{ at: start, source: 'notifications', text: 'HEAD' }],
    ...parts,
  }
}

/** A pull as docker tells of it, 200 ms after the mirror's. */
export function enginePull(parts: Partial<NamedPull> = {}): NamedPull {
  const image = parts.image ?? 'alpine:3.20'
  const reference = parseReference(image)
  if (!reference.ok) throw new Error(image)
  return {
    engine: { id: 'docker', scope: 'system' },
    at: start + 200,
    when: 'end',
    image,
    digests: [digestOf('index')],
    failed: null,
    line: '{"status":"pull"}',
    reference: reference.value,
    ...parts,
  }
}

export { digestOf }
