import { makeAccessLogReader } from '../../../shared/codecs/access-log.ts'
import { bareLine } from '../../../shared/hosting/ending.ts'
import { makeGrouping } from '../../../shared/pulls/grouping.ts'
import { usualKeepsMs } from '../../../shared/pulls/freshness.ts'
import type { MirrorRecord } from '../../../shared/pulls/unserved.ts'
import type { PullHistory } from '../../pulls/history.ts'
import { settleLater } from '../../pulls/settling.ts'
import { followDockerLog } from '../../pulls/docker-log.ts'
import { tailLog, type Tailing } from '../../pulls/log-tail.ts'
import type { Processes } from '../../system/system.ts'
import { localAddresses } from './own-addresses.ts'
import type { PullWatch } from './watch.ts'

/** The access log of a mirror on this machine, read from now on. */
export interface MirrorLog {
  readonly path: string
  record(now: number): MirrorRecord
}

// What a mirror has answered stands in its log a moment later.
const behindMs = 1_000

/** Where a mirror's log is: a file, or the output of a container of docker. */
export interface LogSource {
  readonly mirror: string
  readonly upstream: string
  /** A path, or the name of the container. */
  readonly path: string
  readonly of: 'file' | 'docker'
}

/** Follows a log. It names who asked, what was refused, and only the tag of a manifest. */
export function followMirrorLog(
  processes: Processes | null,
  source: LogSource,
  history: PullHistory,
  watch: () => PullWatch,
  signal: AbortSignal,
): MirrorLog {
  const { mirror, upstream, path } = source
  const since = Date.now()
  const read = makeAccessLogReader()
  const grouping = makeGrouping({
    mirror,
    upstream,
    fetchedAt: (repository, digest) => history.fetchedAt(mirror, repository, digest),
    mayBeOlder: () => true,
    keepsMs: usualKeepsMs,
    instance: null,
  })
  const settling = settleLater(
    () => grouping,
    (pulls) => watch().hearMirror(pulls),
  )
  signal.addEventListener('abort', settling.close)
  const tailing: Omit<Tailing, 'from'> = {
    onLines(lines) {
      const requests = lines.flatMap((line) => read(bareLine(line)) ?? [])
      const { pulls, fetched } = grouping.take(requests)
      history.noteFetched(mirror, fetched)
      history.putMirrorPulls(pulls)
      watch().hearMirror(pulls)
      settling.later()
    },
    onState: (state) => watch().hearState({ ...state, of: mirror }),
    signal,
  }
  if (source.of === 'file') tailLog(path, { ...tailing, from: 'end' })
  else if (processes) followDockerLog(processes, path, tailing)
  return {
    path,
    record: (now) => ({
      mirror,
      upstream,
      coverage: { mirror, since, until: now - behindMs, gaps: [] },
      own: new Set(localAddresses()),
      source: 'access-log',
      seesRefusals: true,
    }),
  }
}
