import type { System } from '../system/system.ts'

/** The systemd that would keep a mirror of ours. */
export interface Manager {
  readonly systemctl: readonly string[]
  readonly units: string
  readonly quadlets: string
  /** What wants the unit. */
  readonly target: string
  readonly isUsers: boolean
}

const askMs = 10_000

/** The manager of the user, or for root the system's; it may not run. */
export function managerFor({ disk: { uid, places } }: System): Manager {
  return uid === 0
    ? {
        systemctl: ['systemctl'],
        units: '/etc/systemd/system',
        quadlets: '/etc/containers/systemd',
        target: 'multi-user.target',
        isUsers: false,
      }
    : {
        systemctl: ['systemctl', '--user'],
        units: `${places.configHome}/systemd/user`,
        quadlets: `${places.configHome}/containers/systemd`,
        target: 'default.target',
        isUsers: true,
      }
}

/** Whether it runs, and takes units; one that is degraded by another's failure does. */
export async function isManaged(system: System): Promise<boolean> {
  const { processes } = system
  if (!processes || !(await processes.find('systemctl'))) return false
  const argv = [...managerFor(system).systemctl, 'is-system-running']
  const said = await processes.run(argv, { timeoutMs: askMs }).catch(() => null)
  return ['running', 'degraded', 'starting'].includes(said?.stdout.trim() ?? '')
}

/** Whether the user's units run without a login, and so from the start of the machine. */
export async function lingers({ processes, disk }: System): Promise<boolean> {
  if (disk.uid === 0) return true
  const argv = ['loginctl', 'show-user', String(disk.uid), '--property=Linger', '--value']
  const said = await processes?.run(argv, { timeoutMs: askMs }).catch(() => null)
  return said?.stdout.trim() === 'yes'
}
