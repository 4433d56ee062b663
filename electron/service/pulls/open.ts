import type { Calls } from '../../../shared/contract.ts'
import type { PullCalls } from '../../../shared/pulls/contract.ts'
import type { SourceState } from '../../../shared/pulls/pull.ts'
import { readActivity } from '../../mirrors/activity.ts'
import { openHistory, type PullHistory } from '../../pulls/history.ts'
import { stateDirectory } from '../../system/system.ts'
import type { Announcer } from '../announcer.ts'
import type { Desk } from '../desk.ts'
import { mirrorAt } from '../mirrors.ts'
import { beginWatch, type Watching } from './begin.ts'
import { makeCatalogs } from './catalogs.ts'
import { ownFigures } from './figures.ts'

/** The part of the core that sees pulls. It opens nothing before it is asked. */
export interface PullDesk {
  readonly handlers: { readonly [N in keyof PullCalls]: (input: Calls[N]['in']) => Promise<Calls[N]['out']> }
  /** Begins to watch, if nobody did. */
  begin(): Promise<readonly SourceState[]>
  close(): Promise<void>
}

export function makePullDesk(desk: Desk, news: Announcer): PullDesk {
  const { disk } = desk.place.system
  let history: Promise<PullHistory> | null = null
  let watching: Promise<Watching> | null = null
  const ending = new AbortController()
  const opened = (): Promise<PullHistory> =>
    (history ??= openRecord(`${disk.root}${stateDirectory('user', disk.places)}/pulls.db`))
  const catalogs = makeCatalogs({ settings: desk.settings, history: opened, tell: (one) => news.tell('catalog', one) })
  const watch = (): Promise<Watching> =>
    (watching ??= opened().then((record) => beginWatch(desk, news, record, ending.signal)))

  return {
    handlers: {
      'pulls.read': async (query) => {
        const page = (await opened()).readPulls(query)
        return { ...page, sources: (await watching)?.states() ?? [] }
      },
      'pulls.watch': async ({ mirrorLogs }) => {
        const { addLog, states } = await watch()
        for (const { mirror, path } of mirrorLogs) await addLog(mirror, path)
        return states()
      },
      'pulls.evidence': async ({ id }) => (await opened()).evidenceOf(id),
      'pulls.stats': async ({ since, buckets }) => {
        const record = await opened()
        const told = record.stats(since, Date.now(), buckets)
        return { ...told, figures: [...ownFigures(told.counts), ...((await watching)?.figures() ?? [])] }
      },
      'catalog.read': catalogs.read,
      'catalog.stop': async ({ mirror }) => (catalogs.stop(mirror), null),
      'catalog.tags': catalogs.tags,
      'catalog.image': catalogs.image,
      'mirror.activity': async ({ mirror }) => readActivity(mirrorAt(await desk.settings(), mirror), ending.signal),
      'quota.read': async ({ probe }) => {
        const { readQuota } = await import('../quota.ts')
        const readings = await readQuota(desk, await opened(), probe)
        news.tell('quota', readings)
        return readings
      },
      'collector.list': async () => (await watch()).collectors(),
      'collector.find': async ({ mirror, port }) =>
        (await import('../../pulls/collector-client.ts')).findCollector(mirror, port),
      'collector.add': async (order) => (await watch()).addCollector(order),
      'collector.remove': async ({ mirror }) => (await watch()).removeCollector(mirror),
    },
    begin: async () => (await watch()).states(),
    async close() {
      ending.abort()
      catalogs.close()
      ;(await watching?.catch(() => null))?.close()
      ;(await history?.catch(() => null))?.close()
    },
  }
}

// What was set aside is told where a person looks for it: beside the pulls, and in the log.
async function openRecord(path: string): Promise<PullHistory> {
  return openHistory(path, { onNotice: ({ message, hint }) => process.stderr.write(`${message}\n${hint}\n`) })
}
