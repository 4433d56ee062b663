import type { Processes } from '../../../electron/system/system.ts'

/** A machine on which nothing is found or runs, and nothing may be done: what a test asks for stands over it. */
export const idleProcesses: Processes = {
  find: async () => null,
  run: ([program = '']) => Promise.reject(new Error(`${program} was run`)),
  named: async () => [],
  sees: async () => true,
  identify: async () => null,
  signal: () => {
    throw new Error('signalled')
  },
  end: () => Promise.reject(new Error('ended')),
  respawn: () => Promise.reject(new Error('respawned')),
  request: () => Promise.reject(new Error('a socket was connected to')),
}
