// Runs inside a machine: listens to one engine, as the core does, and prints what it is told, a JSON a line.
import { findDaemon } from '../../electron/engines/docker-daemons.ts'
import { followDocker } from '../../electron/pulls/docker-events.ts'
import { followPodman } from '../../electron/pulls/podman-events.ts'
import { openSystem } from '../../electron/system/open.ts'

const [id, scope, since] = process.argv.slice(2) as ['docker' | 'podman', 'user' | 'system', string]
const system = openSystem(null)
const follow =
  id === 'podman'
    ? followPodman(system, { id, scope })
    : followDocker(
        system,
        { id, scope },
        { socket: '/run/docker.sock', running: async () => (await findDaemon(system, scope))?.socket ?? null },
      )
const ends = new AbortController()
process.once('SIGTERM', () => {
  ends.abort()
  clearInterval(stay)
})
const stay = setInterval(() => undefined, 60_000)
const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`)
follow({
  since: since === undefined ? null : Number(since),
  onPull: (pull) => print({ pull }),
  onState: (state) => print({ state }),
  signal: ends.signal,
})
