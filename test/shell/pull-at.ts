import { notice } from '../../shared/notice.ts'
import type { PullPage } from '../../shared/pulls/contract.ts'
import type { Pull } from '../../shared/pulls/pull.ts'
import type { QuotaReading } from '../../shared/pulls/quota.ts'
import { hub } from '../electron/scripted-core.ts'

/** A hit of docker, so many minutes after six o'clock UTC. */
export function pullAt(minute: number, over: Partial<Pull> = {}): Pull {
  return {
    id: `pull-${minute}`,
    at: Date.parse('2026-11-24T06:00:00Z') + minute * 60_000,
    image: { upstream: 'docker.io', repository: 'library/alpine', tag: '3.20', digest: null },
    engine: { id: 'docker', scope: 'system' },
    client: null,
    address: null,
    outcome: 'mirror-hit',
    isSettled: true,
    mirror: hub.url,
    bytes: null,
    why: notice('pull-hit', { mirror: hub.url }),
    failed: null,
    sources: ['engine-events'],
    ...over,
  }
}

/** All that is kept, as one page. */
export function pageOf(pulls: readonly Pull[]): PullPage {
  return { pulls, next: null, total: pulls.length, sources: [] }
}

/** What the hub said to this machine without a login. */
export function quotaOf(remaining: number | null, over: Partial<QuotaReading> = {}): QuotaReading {
  return {
    at: 0,
    from: { kind: 'this-machine' },
    login: null,
    counted: '203.0.113.7',
    state: remaining === null ? 'not-reported' : 'known',
    limit: remaining === null ? null : 100,
    remaining,
    windowSeconds: 21_600,
    notice: null,
    forecast: { perHour: null, emptyAt: null, basis: null },
    ...over,
  }
}
