import { readFileSync } from 'node:fs'
import type { Daemon, Machine } from './machine.ts'
import { untilUp } from './until.ts'

/** The state "listening" in /proc/net/tcp. */
const LISTEN = '0A'

/** An IPv4 address as /proc/net/tcp writes it: the bytes of a little-endian machine, in hex. */
function hexOf(address: string): string {
  const bytes = address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'))
  return bytes.toReversed().join('').toUpperCase()
}

function listens(machine: Machine, address: string, port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  // Go listens on all addresses with one IPv6 socket.
  const wanted = address === '' ? ['00000000', '0'.repeat(32)] : [hexOf(address)]
  return ['tcp', 'tcp6'].some((table) =>
    readFileSync(`/proc/${machine.hostPid}/net/${table}`, 'utf8')
      .split('\n')
      .some((line) => {
        const [, local = '', , state = ''] = line.trim().split(/\s+/)
        return state === LISTEN && wanted.some((host) => local === `${host}:${hex}`)
      }),
  )
}

/** Waits until something inside the machine listens at `address:port`; an empty address is all of them. */
export function listening(machine: Machine, daemon: Daemon, at: string): Promise<void> {
  const [address = '', port = ''] = at.split(':')
  return untilUp(daemon, () => listens(machine, address, Number(port)))
}
