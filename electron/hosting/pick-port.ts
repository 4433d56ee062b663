import { failure } from '../../shared/errors.ts'
import type { HostedRecord } from '../../shared/hosting/hosted-record.ts'
import { isPortFree, listenerAt } from '../system/ports.ts'

/** The port that distribution's documentation uses; the search begins there. */
const firstPort = 5000
const lastPort = 5999

/** The first free port, passing over those of our own mirrors, also while they rest. */
export async function firstFreePort(records: readonly HostedRecord[]): Promise<number> {
  const taken = new Set(records.map(({ port }) => port))
  for (let port = firstPort; port <= lastPort; port += 1) {
    if (!taken.has(port) && (await isPortFree(port, '127.0.0.1'))) return port
  }
  throw failure('host-no-port', { first: firstPort, last: lastPort })
}

/** Throws for a port that someone else has, with who it is and which one is free. */
export async function refuseTaken(
  port: number,
  share: HostedRecord['share'],
  others: readonly HostedRecord[],
): Promise<void> {
  const own = others.find((one) => one.port === port)
  if (!own && (await isPortFree(port, share === 'no' ? '127.0.0.1' : null))) return
  const who = own ? `the mirror of ${own.upstream}` : await listenerAt(port)
  const values = { port, free: await firstFreePort(others) }
  throw who === null ? failure('host-port-taken', values) : failure('host-port-taken-by', { ...values, who })
}
