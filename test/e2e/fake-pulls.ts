import type { Events } from '../../shared/contract.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { filterNames } from '../../shared/pulls/catalog-lines.ts'
import type { Activity, Catalog, ImageDetail, Tags } from '../../shared/pulls/catalog.ts'
import type { CollectorFound, CollectorStatus } from '../../shared/pulls/collector.ts'
import type { PullCalls } from '../../shared/pulls/contract.ts'
import { outcomes, type Evidence, type Outcome, type Pull, type SourceState } from '../../shared/pulls/pull.ts'
import type { QuotaReading } from '../../shared/pulls/quota.ts'
import type { Figure, OutcomeCounts } from '../../shared/pulls/stats.ts'

/** When the pulls of the fake core begin: a moment that no test runs at. */
const pullsBegin = Date.parse('2026-11-24T06:00:00Z')

type Answers = {
  readonly [N in keyof PullCalls]: (input: PullCalls[N]['in']) => PullCalls[N]['out'] | Promise<PullCalls[N]['out']>
}

/** What a core sees of pulls, in memory; a test says what. */
export class FakePulls {
  /** Newest first. */
  pulls: readonly Pull[] = []
  evidence: readonly Evidence[] = []
  sources: readonly SourceState[] = []
  figures: readonly Figure[] = []
  /** By URL of the mirror; what a walk finds. */
  readonly catalogs = new Map<string, Catalog>()
  readonly #walked = new Set<string>()
  /** Holds back the end of a walk until it is released. */
  gate: Promise<void> = Promise.resolve()
  stopped = false
  tags: Omit<Tags, 'repository'> = { tags: ['latest', '3.20'], isComplete: true, notice: null }
  image: Partial<ImageDetail> = {}
  activity: Activity | null = null
  quotas: readonly QuotaReading[] = []
  collectors: readonly CollectorStatus[] = []
  found: CollectorFound = { url: '', hello: null, notice: null }
  /** What was asked, in order. */
  readonly asked: string[] = []

  readonly answers: Answers = {
    'pulls.read': ({ filter, since, before, limit }) => {
      const matching = this.pulls.filter(
        (pull) =>
          `${pull.image.upstream} ${pull.image.repository}:${pull.image.tag} ${pull.client}`.includes(filter.text) &&
          (filter.engines.length === 0 || filter.engines.includes(pull.engine?.id ?? 'none')) &&
          (filter.outcomes.length === 0 || filter.outcomes.includes(pull.outcome)) &&
          (since === null || pull.at >= since),
      )
      const from = before === null ? 0 : matching.findIndex(({ id }) => id === before) + 1
      const pulls = matching.slice(from, from + limit)
      const isEnd = from + limit >= matching.length
      return { pulls, next: isEnd ? null : (pulls.at(-1)?.id ?? null), total: matching.length, sources: this.sources }
    },
    'pulls.watch': () => this.sources,
    'pulls.evidence': () => this.evidence,
    'pulls.stats': ({ since, buckets }) => {
      const until = Math.max(since + 1, this.pulls[0]?.at ?? since + 1)
      const bucketMs = Math.max(1, Math.ceil((until - since) / buckets))
      const within = this.pulls.filter(({ at }) => at >= since)
      const byBucket = Map.groupBy(within, ({ at }) => Math.floor((at - since) / bucketMs))
      const timeline = [...byBucket].map(([bucket, of]) => ({ at: since + bucket * bucketMs, counts: countsOf(of) }))
      const byName = Map.groupBy(within, ({ image }) => image.repository)
      const top = [...byName].map(([repository, of]) => ({ upstream: 'docker.io', repository, pulls: of.length }))
      return {
        since,
        until,
        bucketMs,
        timeline: timeline.toSorted((a, b) => a.at - b.at),
        counts: countsOf(within),
        figures: this.figures,
        top: top.toSorted((a, b) => b.pulls - a.pulls).slice(0, 20),
      }
    },
    'catalog.read': async ({ mirror, walk }) => {
      this.asked.push(`catalog ${walk ? 'walk' : 'read'}`)
      const whole = this.catalogs.get(mirror) ?? emptyCatalog(mirror)
      if (!walk) return this.#walked.has(mirror) ? whole : emptyCatalog(mirror)
      this.tell?.('catalog', { mirror, count: Math.floor(whole.count / 2), pages: 1, isDone: false })
      await this.gate
      this.#walked.add(mirror)
      if (!this.stopped) return whole
      const names = filterNames(whole.names, '', Math.floor(whole.count / 2)).names
      return { ...whole, names: names.join('\n'), count: names.length, isComplete: false }
    },
    'catalog.stop': () => {
      this.stopped = true
      return null
    },
    'catalog.tags': ({ repository }) => {
      this.asked.push(`tags ${repository}`)
      return { repository, ...this.tags }
    },
    'catalog.image': ({ repository, reference, ask }) => {
      this.asked.push(`image ${repository}${reference === null ? '' : `:${reference}`}${ask ? ' ask' : ''}`)
      return { ...knownImage(repository, reference), isAsked: ask, ...this.image }
    },
    'mirror.activity': () => this.activity,
    'quota.read': ({ probe }) => {
      this.asked.push(`quota${probe ? ' probe' : ''}`)
      return this.quotas
    },
    'collector.list': () => this.collectors,
    'collector.find': ({ port }) => {
      this.asked.push(`find ${port}`)
      return this.found
    },
    'collector.add': ({ mirror, url }) => {
      this.collectors = [
        ...this.collectors.filter((one) => one.mirror !== mirror),
        { mirror, url, state: 'heard', notice: null },
      ]
      return this.collectors
    },
    'collector.remove': ({ mirror }) => {
      this.collectors = this.collectors.filter((one) => one.mirror !== mirror)
      return this.collectors
    },
  }

  /** Set by the core that it is part of. */
  tell: (<N extends 'pulls' | 'catalog' | 'quota'>(name: N, event: Events[N]) => void) | null = null

  /** A pull is seen, and told of. */
  see(...pulls: readonly Pull[]): void {
    const ids = new Set(pulls.map(({ id }) => id))
    this.pulls = [...pulls, ...this.pulls.filter(({ id }) => !ids.has(id))].toSorted((a, b) => b.at - a.at)
    this.tell?.('pulls', { pulls, removed: [], more: false, sources: this.sources })
  }
}

/** A pull of the fake core: the number tells them apart and sets the time, a minute each. */
export function fakePull(number: number, parts: Partial<Pull> = {}): Pull {
  return {
    id: `pull-${number}`,
    at: pullsBegin + number * 60_000,
    image: { upstream: 'docker.io', repository: 'library/alpine', tag: '3.20', digest: null },
    engine: { id: 'docker', scope: 'system' },
    client: 'docker/28.5.2',
    address: '192.168.11.20',
    outcome: 'mirror-hit',
    isSettled: true,
    mirror: 'http://192.168.11.2:6000',
    bytes: 3_400_000,
    why: whyOf('mirror-hit'),
    failed: null,
    sources: ['engine-events', 'notifications'],
    ...parts,
  }
}

function whyOf(outcome: Outcome): Notice {
  return outcome === 'mirror-hit' ? notice('pull-hit', { mirror: 'http://192.168.11.2:6000' }) : notice('pull-failed')
}

function countsOf(pulls: readonly Pull[]): OutcomeCounts {
  const count = (outcome: Outcome): number => pulls.filter((pull) => pull.outcome === outcome).length
  return Object.fromEntries(outcomes.map((outcome) => [outcome, count(outcome)])) as Record<Outcome, number>
}

function emptyCatalog(mirror: string): Catalog {
  return { mirror, at: null, names: '', count: 0, isComplete: false, tookMs: 0, notice: null }
}

function knownImage(repository: string, reference: string | null): ImageDetail {
  return {
    repository,
    tag: reference,
    digest: null,
    mediaType: null,
    variants: [],
    firstCached: null,
    seen: [],
    isAsked: false,
    notice: null,
  }
}
