import { statSync } from 'node:fs'
import { makeAccessLogReader } from '../../shared/codecs/access-log.ts'
import { notice } from '../../shared/notice.ts'
import type { SourceState } from '../../shared/pulls/pull.ts'
import type { MirrorRequest } from '../../shared/pulls/sighting.ts'
import type { MirrorCounters } from '../../shared/pulls/stats.ts'
import { openHistory } from '../pulls/history.ts'
import { tailLog } from '../pulls/log-tail.ts'
import { attempt } from './attempt.ts'
import { countedFigures } from './counted-figures.ts'
import { openInbox } from './inbox.ts'
import { beginLooks } from './looks.ts'
import { metricsPage } from './metrics-page.ts'
import { beginQuota } from './quota.ts'
import { makeReaders, type News } from './readers.ts'
import { makeReceiver } from './receiver.ts'
import { openRecorder } from './recorder.ts'
import { openSampler } from './sampler.ts'
import { openServer } from './server.ts'
import type { CollectSettings } from './settings.ts'
import { makeTally } from './tally.ts'
import { openTokens, type Tokens } from './tokens.ts'

/** A collector that runs. */
export interface Collector {
  readonly port: number
  readonly tokens: Tokens
  close(): Promise<void>
}

const quotaMs = 24 * 3_600_000
const pruneMs = 3_600_000

/** Begins to collect as the settings say. */
export async function startCollector(settings: CollectSettings): Promise<Collector> {
  const { mirror, state, metrics, accessLog } = settings
  const startedAt = Date.now()
  const tokens = openTokens(state)
  const path = `${state}/pulls.db`
  const history = openHistory(path, {
    retention: settings.retention,
    onNotice: ({ message }) => process.stderr.write(`${message}\n`),
  })
  const tally = makeTally()
  const recorder = openRecorder(settings, history, tally)
  const inbox = openInbox(`${state}/inbox.ndjson`, recorder.take)
  const ending = new AbortController()
  const sources = new Map<SourceState['source'], SourceState>()
  const tell = (source: SourceState['source'], of: string, why: string | null): void => {
    const said = why === null ? null : notice('source-lost', { of, why })
    const one = { source, of: mirror.url, state: why === null ? 'heard' : 'lost', notice: said } as const
    if (sources.get(source)?.notice?.message !== said?.message || !sources.has(source))
      sources.set(source, { ...one, since: Date.now() })
  }

  let counters: MirrorCounters | null = null
  const onCounters = (read: MirrorCounters): void => {
    counters = read
    attempt(() => recorder.count(read))
  }
  const sampler =
    metrics === null
      ? null
      : openSampler(
          metrics,
          onCounters,
          (why) => tell('metrics', metrics, why),
          () => attempt(recorder.gone),
        )
  if (accessLog !== null) {
    const read = makeAccessLogReader()
    tailLog(accessLog, {
      from: 'end',
      onLines: (lines) => attempt(() => recorder.take(lines.flatMap((line) => read(line) ?? []).filter(isAddition))),
      onState: (one) => sources.set('access-log', { ...one, of: mirror.url }),
      signal: ending.signal,
    })
  }

  const quota = settings.quota ? beginQuota(mirror, history, ending.signal) : null
  const looks = beginLooks(mirror, history, (why) => tell('catalog', mirror.url, why), ending.signal)
  const news = (after: number, limit: number): News => ({
    ...history.mirrorPullsAfter(after, limit),
    at: Date.now(),
    coverage: recorder.coverage(),
    sources: [...sources.values()],
    figures: countedFigures(mirror.url, counters),
    quotas: history.quotas(Date.now() - quotaMs).slice(0, 20),
  })
  const readers = makeReaders(news)
  recorder.onNews(() => {
    readers.stir()
    sampler?.stir()
    looks.stir()
    quota?.stir()
  })
  attempt(() => history.prune(Date.now()))
  const pruning = setInterval(() => attempt(() => history.prune(Date.now())), pruneMs)
  pruning.unref()
  const server = await openServer(settings, {
    hello: { pullcord: 'collector', protocol: 1, mirror: { url: mirror.url, upstream: mirror.upstream } },
    tokens,
    receiver: makeReceiver(inbox, tally),
    readers,
    look: async () => await sampler?.look(),
    metrics: (accept) =>
      metricsPage(
        {
          tally: tally.read(),
          readers: readers.count(),
          quotas: history.quotas(Date.now() - quotaMs),
          startedAt,
          bytes: sizeOf(path) + sizeOf(`${path}-wal`),
        },
        accept,
      ),
  })
  return {
    port: server.port,
    tokens,
    async close() {
      ending.abort()
      clearInterval(pruning)
      sampler?.close()
      readers.close()
      await server.close()
      inbox.close()
      recorder.close()
      history.close()
    },
  }
}

// What was served is told of by notifications, with its digest; the log adds what was refused.
function isAddition({ status }: MirrorRequest): boolean {
  return status >= 400 || status === 304
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
