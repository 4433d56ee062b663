import type { Status } from '../../../shared/contract.ts'
import type { CollectorStatus } from '../../../shared/pulls/collector.ts'
import type { PullCalls } from '../../../shared/pulls/contract.ts'
import type { SourceState } from '../../../shared/pulls/pull.ts'
import type { EnginePull } from '../../../shared/pulls/sighting.ts'
import type { Figure } from '../../../shared/pulls/stats.ts'
import type { PullHistory } from '../../pulls/history.ts'
import type { Announcer } from '../announcer.ts'
import { addCollector, loadCollectors, removeCollector } from '../collectors.ts'
import type { Desk } from '../desk.ts'
import { hearCollectors } from './collectors-heard.ts'
import { hostedLogs } from './hosted-logs.ts'
import { listenToEngines } from './engine-sources.ts'
import { followMirrorLog, type LogSource, type MirrorLog } from './mirror-logs.ts'
import { unrecorded } from './unrecorded.ts'
import { watchPulls, type PullWatch } from './watch.ts'

/** A watch that goes on, and what can be done with it. */
export interface Watching {
  states(): readonly SourceState[]
  figures(): readonly Figure[]
  addLog(mirror: string, path: string): Promise<void>
  collectors(): readonly CollectorStatus[]
  addCollector(order: PullCalls['collector.add']['in']): Promise<readonly CollectorStatus[]>
  removeCollector(mirror: string): Promise<readonly CollectorStatus[]>
  close(): void
}

/** Begins to hear engines and collectors, until the signal. */
export async function beginWatch(
  desk: Desk,
  news: Announcer,
  history: PullHistory,
  signal: AbortSignal,
): Promise<Watching> {
  const { disk, processes } = desk.place.system
  const logs: MirrorLog[] = []
  let status: Status | null = null
  const heard = hearCollectors(history, () => watch, signal)
  const watch: PullWatch = watchPulls({
    history,
    scene: (now) => {
      const records = [...heard.records(), ...logs.map((log) => log.record(now))]
      return { records, unrecorded: unrecorded(status, records) }
    },
    inquire: heard.inquire,
    tell: (event) => news.tell('pulls', event),
  })
  const follow = (log: LogSource): void => {
    if (logs.some(({ path }) => path === log.path)) return
    logs.push(followMirrorLog(processes, log, history, () => watch, signal))
  }
  const followHosted = async (): Promise<void> => (await hostedLogs(disk)).forEach(follow)
  // One that is started while somebody listens comes on the list.
  const endSettings = news.on('settings', () => void followHosted().catch(() => undefined))
  await followHosted().catch(() => undefined)
  const endStatus = news.on('status', (event) => void (status = event))
  // Which mirrors engines may ask must be known before a pull is said to have gone past all of them: the first pull is
  // soon enough, for that takes the record seconds to tell.
  let isAsked = false
  const learnMirrors = (): void => {
    if (isAsked || status !== null) return
    isAsked = true
    desk.status().then(
      (told) => void (status ??= told),
      () => undefined,
    )
  }
  for (const collector of await loadCollectors(disk)) heard.begin(collector)
  const onPull = (pull: EnginePull): void => {
    learnMirrors()
    watch.hearEngine(pull)
  }
  await listenToEngines(desk, history, { onPull, onState: watch.hearState }, signal)
  return {
    states: watch.states,
    figures: heard.figures,
    async addLog(mirror, path) {
      const { mirrors } = await desk.settings()
      const upstream = mirrors.find(({ url }) => url === mirror)?.upstream ?? 'docker.io'
      follow({ mirror, upstream, path, of: 'file' })
    },
    collectors: heard.statuses,
    async addCollector(order) {
      heard.begin(await addCollector(disk, order, await desk.settings()))
      return heard.statuses()
    },
    async removeCollector(mirror) {
      await removeCollector(disk, mirror)
      heard.end(mirror)
      return heard.statuses()
    },
    close() {
      endStatus()
      endSettings()
      watch.close()
    },
  }
}
