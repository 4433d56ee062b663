import { formatKey, type EngineKey } from '../../../shared/engine.ts'
import { findDaemon } from '../../engines/docker-daemons.ts'
import { socketOf } from '../../engines/docker-info.ts'
import { followDocker } from '../../pulls/docker-events.ts'
import { followPodman } from '../../pulls/podman-events.ts'
import type { PullHistory } from '../../pulls/history.ts'
import type { EngineSource, Listening } from '../../pulls/source.ts'
import type { System } from '../../system/system.ts'
import { chosenKeys } from '../chosen.ts'
import type { Desk } from '../desk.ts'

/** What an engine told shortly before we ended may not have been joined yet: it is told once more. */
const againMs = 600_000

/** Listens to the engines of this machine that tell of pulls, until the signal. Nothing is started by it. */
export async function listenToEngines(
  { place }: Desk,
  history: PullHistory,
  heard: Pick<Listening, 'onPull' | 'onState'>,
  signal: AbortSignal,
): Promise<void> {
  const { system } = place
  if (!system.processes) return
  const keys = await chosenKeys({ ...place, specs: null, scope: null }, { engines: null }, null)
  for (const key of keys.filter(({ instance }) => instance === undefined)) {
    const follow = sourceOf(key, system)
    const last = history.recall(`engine ${formatKey(key)}`)
    follow?.({
      since: last === null ? null : Number(last) - againMs,
      ...heard,
      signal,
    })
  }
}

function sourceOf(key: EngineKey, system: System): EngineSource | null {
  if (key.id === 'podman') return followPodman(system, key)
  if (key.id !== 'docker') return null
  return followDocker(system, key, {
    socket: key.scope === 'system' ? socketOf([]) : `/run/user/${system.disk.uid}/docker.sock`,
    async running() {
      const daemon = await findDaemon(system, key.scope)
      return daemon === null || daemon.sleeps ? null : daemon.socket
    },
  })
}
