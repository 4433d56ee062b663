import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Daemon } from './machine.ts'

/** How long a daemon may take to come up, in milliseconds. */
const LIMIT = 30_000

/** Waits until a daemon does what was asked of it; throws with the end of its log if it ends first. */
export async function untilUp(daemon: Daemon, isUp: () => boolean | Promise<boolean>): Promise<void> {
  const state = { ended: false }
  void daemon.exited.then(() => (state.ended = true))
  for (const end = Date.now() + LIMIT; Date.now() < end && !state.ended; await sleep(15)) {
    if (await isUp()) return
  }
  throw new Error(`it did not come up:\n${readFileSync(daemon.log, 'utf8').slice(-3000)}`)
}
