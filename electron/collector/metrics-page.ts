import { contentTypes, formatMetrics, type Family } from '../../shared/codecs/prometheus.ts'
import type { Quota } from '../../shared/pulls/quota.ts'
import type { Tallied } from './tally.ts'

/** What the collector knows, in numbers. */
export interface PageMeans {
  readonly tally: Tallied
  readonly readers: number
  readonly quotas: readonly Quota[]
  /** Milliseconds since 1970. */
  readonly startedAt: number
  /** Of the record on disk. */
  readonly bytes: number
}

/** The page that Prometheus reads; as OpenMetrics for who asks for that. Numbers alone, so anyone may read it. */
export function metricsPage(means: PageMeans, accept: string): { readonly type: string; readonly body: string } {
  const format = accept.includes('application/openmetrics-text') ? 'openmetrics' : 'prometheus'
  return { type: contentTypes[format], body: formatMetrics(familiesOf(means), format) }
}

function familiesOf({ tally, readers, quotas, startedAt, bytes }: PageMeans): readonly Family[] {
  const one = (value: number): Family['samples'] => [{ labels: {}, value }]
  const by = (name: string, counts: ReadonlyMap<string, number>): Family['samples'] =>
    [...counts].map(([label, value]) => ({ labels: { [name]: label }, value }))
  // The latest of each login: they come newest first.
  const known = quotas
    .filter(({ state }) => state === 'known')
    .filter((quota, at, all) => all.findIndex(({ login }) => login === quota.login) === at)
  const quota = (of: (quota: Quota) => number | null): Family['samples'] =>
    known.flatMap((each) => {
      const value = of(each)
      return value === null ? [] : [{ labels: { login: each.login === null ? 'no' : 'yes' }, value }]
    })
  const families: readonly Family[] = [
    {
      name: 'pullcord_pulls_total',
      help: 'Pulls that have settled, by how the mirror served them.',
      type: 'counter',
      samples: by('served', tally.pulls),
    },
    {
      name: 'pullcord_requests_total',
      help: 'Requests that the mirror told of, by class of status.',
      type: 'counter',
      samples: by('status', tally.requests),
    },
    {
      name: 'pullcord_served_bytes_total',
      help: 'Bytes handed out at most: ranges and broken connections count in full.',
      type: 'counter',
      samples: one(tally.bytes),
    },
    {
      name: 'pullcord_notifications_duplicate_total',
      help: 'Events that the mirror told more than once.',
      type: 'counter',
      samples: one(tally.duplicates),
    },
    {
      name: 'pullcord_notifications_refused_total',
      help: 'Envelopes that were refused.',
      type: 'counter',
      samples: one(tally.refused),
    },
    {
      name: 'pullcord_last_event_timestamp_seconds',
      help: 'When the mirror told of something last.',
      type: 'gauge',
      samples: tally.lastAt === null ? [] : one(tally.lastAt / 1000),
    },
    { name: 'pullcord_readers', help: 'Readers that are connected.', type: 'gauge', samples: one(readers) },
    {
      name: 'pullcord_record_bytes',
      help: 'Size of the record on disk.',
      type: 'gauge',
      samples: one(bytes),
    },
    {
      name: 'pullcord_start_timestamp_seconds',
      help: 'When the collector was started; counters begin there.',
      type: 'gauge',
      samples: one(startedAt / 1000),
    },
    {
      name: 'pullcord_hub_quota_limit',
      help: 'Pulls that Docker Hub allows in its window.',
      type: 'gauge',
      samples: quota(({ limit }) => limit),
    },
    {
      name: 'pullcord_hub_quota_remaining',
      help: 'Pulls that Docker Hub still allows.',
      type: 'gauge',
      samples: quota(({ remaining }) => remaining),
    },
  ]
  return families.filter(({ samples }) => samples.length > 0)
}
