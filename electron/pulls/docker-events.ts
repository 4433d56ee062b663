import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { parseDockerEvent } from '../../shared/codecs/docker-events.ts'
import { engineLabels } from '../../shared/engine-names.ts'
import type { EngineKey } from '../../shared/engine.ts'
import { errnoOf } from '../../shared/errors.ts'
import { notice } from '../../shared/notice.ts'
import type { Processes, System } from '../system/system.ts'
import { followAgain, type Clock } from './follow-again.ts'
import { maxLine, splitLines } from './line-splitter.ts'
import type { EngineSource } from './source.ts'
import { digestsOf, makeTelling, type Telling } from './telling.ts'

const inspectMs = 2_000
const filters = encodeURIComponent(JSON.stringify({ type: ['image'], event: ['pull'] }))

/** Where a docker stands, and whether it is there. */
export interface DockerPlace {
  /** Where its socket is, or will be: its directory is watched while no docker runs. */
  readonly socket: string
  /** The socket of the daemon that runs; null where none does. Connects to nothing: a socket may start its daemon. */
  readonly running: () => Promise<string | null>
}

/**
 * Listens to docker’s `/events`. It tells of pulls that went well, when they have ended. What BuildKit pulls for
 * `FROM`, with `docker build` and `docker buildx`, makes no event [measured 28.5]: only the mirror sees it.
 *
 * dockerd 28 waits up to 4 s for open streams before it ends [measured 28.5; 20.10 does not]. It takes its socket away
 * first, and so we leave; where systemd holds the socket, nothing tells us to.
 */
export function followDocker(system: System, key: EngineKey, place: DockerPlace, clock?: Clock): EngineSource {
  return (listening) => {
    const { processes, disk } = system
    const telling = makeTelling(key, listening)
    if (!processes) return
    const { follow } = processes
    if (!follow) return telling.state('not-set-up', notice('engine-events-guest'))
    void followAgain({
      signal: listening.signal,
      // Where systemd holds the socket, only the file with the process id comes and goes with the daemon.
      comes: { directory: disk.root + dirname(place.socket), names: [basename(place.socket), 'docker.pid'] },
      listen: async (onStir) => {
        const socket = await place.running().catch(() => null)
        if (socket === null) telling.state('waiting', notice('engine-events-waiting', { engine: engineLabels[key.id] }))
        else if (!listening.signal.aborted) {
          const leaves = new AbortController()
          onStir(() => void (existsSync(socket) || leaves.abort()))
          const signal = AbortSignal.any([listening.signal, leaves.signal])
          await listen(processes, follow, socket, key, telling, signal)
        }
      },
      ...(clock && { clock }),
    })
  }
}

async function listen(
  processes: Processes,
  follow: NonNullable<Processes['follow']>,
  socket: string,
  key: EngineKey,
  telling: Telling,
  signal: AbortSignal,
): Promise<void> {
  const engine = engineLabels[key.id]
  const take = (line: string): void => {
    const event = parseDockerEvent(line)
    if (event) telling.pull(event, line, () => repoDigests(processes, socket, event.image))
  }
  const tooLong = (): void =>
    telling.state('heard', notice('engine-events-too-long', { engine, megabytes: maxLine / 1e6 }))
  const lines = splitLines(take, tooLong)
  let isHeard = false
  try {
    const path = `/events?since=${(telling.since() / 1000).toFixed(3)}&filters=${filters}`
    const { status } = await follow(socket, path, {
      signal,
      onBegin(began) {
        isHeard = began === 200
        if (isHeard) telling.state('heard', null)
      },
      onText: (text) => isHeard && lines(text),
    })
    const why = isHeard ? 'it ended the stream' : `it answered ${status}`
    telling.state('lost', notice('engine-events-lost', { engine, why }))
  } catch (error) {
    if (signal.aborted) return telling.state('waiting', notice('engine-events-waiting', { engine }))
    const isForbidden = errnoOf(error) === 'EACCES'
    telling.state(
      'lost',
      isForbidden
        ? notice('engine-events-forbidden', { socket })
        : notice('engine-events-lost', { engine, why: (error as Error).message }),
    )
  }
}

// What the name stands for now: in the moment between the event and this, it may have been pulled again.
async function repoDigests(processes: Processes, socket: string, image: string): Promise<readonly string[]> {
  const path = `/images/${image.split('/').map(encodeURIComponent).join('/')}/json`
  const { status, body } = await processes.request(socket, path, { timeoutMs: inspectMs })
  return status === 200 ? digestsOf((JSON.parse(body) as { readonly RepoDigests?: unknown }).RepoDigests) : []
}
