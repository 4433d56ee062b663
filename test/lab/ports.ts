import { readFileSync } from 'node:fs'
import type { Daemon, Machine } from './machine.ts'
import { untilUp } from './until.ts'

/** The state "listening" in /proc/net/tcp. */
const LISTEN = '0A'

function listens(machine: Machine, port: number): boolean {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return ['tcp', 'tcp6'].some((table) =>
    readFileSync(`/proc/${machine.hostPid}/net/${table}`, 'utf8')
      .split('\n')
      .some((line) => {
        const [, local = '', , state = ''] = line.trim().split(/\s+/)
        return state === LISTEN && local.endsWith(suffix)
      }),
  )
}

/** Waits until something inside the machine listens on the port. */
export function listening(machine: Machine, daemon: Daemon, port: number): Promise<void> {
  return untilUp(daemon, () => listens(machine, port))
}
