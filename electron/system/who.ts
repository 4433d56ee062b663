import type { Who } from '../../shared/history.ts'

/**
 * Whoever asked for what this process does. pkexec and sudo say it in the environment; it is written down and
 * decides nothing, since under sudo anyone who may set variables could say anything. pkexec keeps no variable of
 * sudo's, so where both stand sudo was the last.
 */
export function whoAsks(uid: number, env: Readonly<Record<string, string | undefined>>): Who {
  const said = (name: string): number | null => (/^\d{1,10}$/.test(env[name] ?? '') ? Number(env[name]) : null)
  if (uid !== 0) return { uid, via: 'user' }
  const [sudo, pkexec] = [said('SUDO_UID'), said('PKEXEC_UID')]
  if (sudo !== null) return { uid: sudo, via: 'sudo' }
  return pkexec === null ? { uid, via: 'root' } : { uid: pkexec, via: 'pkexec' }
}
