import type { Scope } from '../../shared/engine.ts'
import type { Processes } from '../system/system.ts'

const askMs = 60_000

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

/** Restarts a unit; why it did not come back, or null when it did. */
export async function restartUnit(processes: Processes, unit: string, scope: Scope = 'system'): Promise<string | null> {
  const ended = await processes
    .run([...managerOf(scope), 'restart', unit], { timeoutMs: askMs })
    .catch((error: unknown) => ({ code: null, stderr: (error as Error).message }))
  return ended.code === 0 ? null : (ended.stderr.trim().split('\n').at(-1) ?? '')
}

function managerOf(scope: Scope): readonly string[] {
  return scope === 'user' ? ['systemctl', '--user'] : ['systemctl']
}
