import { openHistory, type PullHistory } from '../../../electron/pulls/history.ts'
import type { Pull } from '../../../shared/pulls/pull.ts'
import type { MirrorPull, MirrorRequest } from '../../../shared/pulls/sighting.ts'
import { notice } from '../../../shared/notice.ts'
import { noFilter } from '../../../shared/pulls/filter.ts'

export const mirror = 'http://m:5000'
export const digest = `sha256:${'a'.repeat(64)}`

/** A pull that a mirror served, with what a test gives it. */
export function madePull(of: Partial<Pull> = {}): Pull {
  return {
    id: 'one',
    at: 1_000,
    image: { upstream: 'docker.io', repository: 'library/alpine', tag: '3.20', digest },
    engine: { id: 'docker', scope: 'system' },
    client: 'docker/28.5.2',
    address: '10.0.0.1',
    outcome: 'mirror-hit',
    isSettled: true,
    mirror,
    bytes: 100,
    why: notice('pull-hit', { mirror }),
    failed: null,
    sources: ['notifications'],
    ...of,
  }
}

export function madeRequest(of: Partial<MirrorRequest> = {}): MirrorRequest {
  return {
    id: 'r1',
    source: 'notifications',
    at: 1_000,
    method: 'GET',
    status: 200,
    repository: 'library/alpine',
    kind: 'manifest',
    tag: null,
    digest,
    references: [],
    bytes: 528,
    userAgent: 'docker/28.5.2',
    address: '10.0.0.1',
    instance: 'i',
    ...of,
  }
}

export function madeMirrorPull(of: Partial<MirrorPull> = {}): MirrorPull {
  return {
    id: 'm1',
    mirror,
    upstream: 'docker.io',
    repository: 'library/alpine',
    tag: '3.20',
    digests: [digest],
    from: 1_000,
    to: 2_000,
    userAgent: 'docker/28.5.2',
    address: '10.0.0.1',
    served: 'hit',
    isSettled: true,
    bytes: 528,
    why: notice('pull-hit', { mirror }),
    sources: ['notifications'],
    requests: 1,
    evidence: [],
    ...of,
  }
}

/** Keeps pulls without evidence. */
export function put(history: PullHistory, ...pulls: readonly Pull[]): void {
  history.putPulls(pulls.map((pull) => ({ pull, evidence: [] })))
}

/** All that was kept, newest first. */
export function allPulls(history: PullHistory): readonly Pull[] {
  return history.readPulls({ filter: noFilter, since: null, before: null, limit: 100_000 }).pulls
}

/** Opens a history, does something with it and closes it. */
export function withHistory<T>(path: string, work: (history: PullHistory) => T): T {
  const history = openHistory(path)
  try {
    return work(history)
  } finally {
    history.close()
  }
}
