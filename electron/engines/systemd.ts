import type { Scope } from '../../shared/engine.ts'
import type { Processes } from '../system/system.ts'
import { lastLine } from '../system/last-line.ts'

const askMs = 30_000
const restartMs = 60_000

/** Whether a process is the main one of a unit, such as `containerd.service`. */
export async function isMainOf(
  processes: Processes,
  unit: string,
  pid: number,
  scope: Scope = 'system',
): Promise<boolean> {
  if (!(await processes.find('systemctl'))) return false
  const ask = [...managerOf(scope), 'show', '--property=MainPID', '--value', unit]
  const ended = await processes.run(ask, { timeoutMs: askMs }).catch(() => null)
  return ended?.code === 0 && ended.stdout.trim() === String(pid)
}

/** Restarts a unit, or with `try-restart` one that still runs; why it did not come back, or null when it did. */
export async function restartUnit(
  processes: Processes,
  unit: string,
  scope: Scope = 'system',
  { verb, timeoutMs }: { readonly verb: 'restart' | 'try-restart'; readonly timeoutMs: number } = {
    verb: 'restart',
    timeoutMs: restartMs,
  },
): Promise<string | null> {
  return await processes.run([...managerOf(scope), verb, unit], { timeoutMs }).then(
    ({ code, stderr }) => (code === 0 ? null : lastLine(stderr)),
    (error: unknown) => (error as Error).message,
  )
}

function managerOf(scope: Scope): readonly string[] {
  return scope === 'user' ? ['systemctl', '--user'] : ['systemctl']
}
