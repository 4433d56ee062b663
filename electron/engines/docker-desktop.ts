import { failure } from '../../shared/errors.ts'
import type { Processes } from '../system/system.ts'
import { lastLine } from '../system/last-line.ts'

// Its machine starts within half a minute, and on a slow disk in some.
const restartMs = 300_000

/** Restarts Docker Desktop by its own command (4.37 and later), which waits until the engine answers again. */
export async function restartDesktop(processes: Processes): Promise<void> {
  const why = await processes.run(['docker', 'desktop', 'restart'], { timeoutMs: restartMs }).then(
    ({ code, stderr }) => (code === 0 ? null : lastLine(stderr)),
    (error: unknown) => (error as Error).message,
  )
  if (why !== null) throw failure('docker-desktop-not-restarted', { why })
}
