import { flagValue } from '../../shared/flags.ts'
import type { Process, Processes } from '../system/system.ts'
import { isAllOf, isRootsDaemon } from './owner.ts'

const usualConfig = '/etc/containerd/config.toml'
const usualSocket = '/run/containerd/containerd.sock'

// Others bring a containerd of their own, which they configure themselves: dockerd a child, Rancher's and k0s's
// distributions, and snaps, MicroK8s among them.
const others =
  /^(?:\/var)?\/run\/docker\/|^\/var\/lib\/(?:rancher|k0s|docker)\/|^\/etc\/k0s\/|^\/run\/k[03]s\/|^(?:\/var)?\/snap\//

/** The containerd that is configured in /etc/containerd; null where none runs. */
export async function plainDaemon(processes: Processes, uid: number): Promise<Process | null> {
  for (const one of await processes.named('containerd')) {
    const paths = [configOf(one.command), socketOf(one.command), one.program?.path ?? '']
    if (!isRootsDaemon(one, uid, 'containerd') || paths.some((path) => others.test(path))) continue
    // One inside a container, as kind's nodes are, is root's too, and reads other files.
    if ((await processes.sees(one.pid, '/etc/containerd')) !== false) return one
  }
  return null
}

/** The containerd of MicroK8s; null where it does not run. */
export async function microk8sDaemon(processes: Processes, uid: number): Promise<Process | null> {
  const running = await processes.named('containerd')
  return (
    running.find(
      (one) => isRootsDaemon(one, uid, 'containerd') && configOf(one.command).startsWith('/var/snap/microk8s/'),
    ) ?? null
  )
}

/** The rootless containerd of a user; null where none runs. */
export async function usersDaemon(processes: Processes, uid: number): Promise<Process | null> {
  const running = await processes.named('containerd')
  return running.find((one) => isAllOf(one, uid)) ?? null
}

/** The configuration that a command line names, or the usual one. */
function configOf(command: readonly string[]): string {
  return flagValue(command, ['-c', '--config']) ?? usualConfig
}

/** The socket that a command line names, or the usual one. */
function socketOf(command: readonly string[]): string {
  return flagValue(command, ['-a', '--address']) ?? usualSocket
}

/** What differs from the usual, for the facts. */
export function unusualOf(command: readonly string[]): {
  readonly config: string | null
  readonly socket: string | null
} {
  const [config, socket] = [configOf(command), socketOf(command)]
  return { config: config === usualConfig ? null : config, socket: socket === usualSocket ? null : socket }
}
