import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Request, markOf, requestsSince } from './access-log.ts'
import { ADDRESS } from './addresses.ts'
import { FAULTS, type Fault } from './faults.ts'
import { type Lab, URL_OF } from './lab.ts'
import { PROJECT, PROJECT_INSIDE } from './machine.ts'
import { nodeIn } from './node-in.ts'
import { listening } from './ports.ts'

const SERVER = fileURLToPath(new URL('./faulty-server.ts', import.meta.url))

/** The mirrors that misbehave, each at its own port. */
export interface Faulty {
  /** The URL of the mirror that does this. */
  url(fault: Fault): string
  mark(): number
  /** What the mirror of that fault was asked since the mark. */
  since(fault: Fault, mark: number): Promise<readonly Request[]>
}

/** Starts all faulty mirrors in the lab's machine; the ones that forward do so to the lab's mirror. */
export async function startFaulty(lab: Lab): Promise<Faulty> {
  const { machine } = lab
  const { certificate, key } = machine.certificates.stranger
  const daemon = await machine.start('faulty', [
    nodeIn(PROJECT_INSIDE),
    join(PROJECT_INSIDE, relative(PROJECT, SERVER)),
    ADDRESS.faulty,
    URL_OF.mirror,
    certificate,
    key,
  ])
  await Promise.all(Object.values(FAULTS).map(({ port }) => listening(machine, daemon, `${ADDRESS.faulty}:${port}`)))
  return {
    url(fault) {
      const { port, tls } = FAULTS[fault]
      return `${tls === null ? 'http' : 'https'}://${ADDRESS.faulty}:${port}`
    },
    mark: () => markOf(daemon.log),
    async since(fault, mark) {
      const all = await requestsSince(daemon.log, mark)
      return all.flatMap((one) =>
        one.path.startsWith(`/${fault}/`) ? [{ ...one, path: one.path.slice(fault.length + 1) }] : [],
      )
    },
  }
}
