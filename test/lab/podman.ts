import { existsSync } from 'node:fs'
import { type Lab, startLab } from './lab.ts'
import type { Daemon, Machine } from './machine.ts'
import type { Outcome } from './outcome.ts'
import type { PodmanEngine } from './podman-engines.ts'
import { untilUp } from './until.ts'
import { homeOf, type User } from './users.ts'

/** Where a user's podman drop-ins are. */
export function userDropIns(user: User): string {
  return `${homeOf(user)}/.config/containers/registries.conf.d`
}

/** What podman itself writes in a home, which no digest of configuration should see. */
export function podmanStorage(user: User): readonly string[] {
  return [`${homeOf(user)}/.local/share/containers`, `${homeOf(user)}/.cache`]
}

/** Removes the image where it is, and pulls it, as the user. */
export async function podmanPull(machine: Machine, image: string, user: User): Promise<Outcome> {
  await machine.run(['podman', 'image', 'rm', '--force', image], { user })
  return machine.run(['podman', 'pull', '--quiet', image], { user })
}

/** The socket of a user's podman API service. */
export function podmanSocket(user: User): string {
  return `${user === 'root' ? '/run' : '/run/user/1500'}/podman/podman.sock`
}

/** Starts the API service without its time limit, as `podman.service` with a long-lived client. */
export async function startPodmanService(machine: Machine, user: User): Promise<Daemon> {
  const socket = podmanSocket(user)
  await machine.run(['mkdir', '-p', socket.slice(0, socket.lastIndexOf('/'))], { user })
  const command = ['podman', 'system', 'service', '--time=0', `unix://${socket}`]
  const daemon = await machine.start(`podman-service-${user}`, command, { user })
  await untilUp(daemon, () => existsSync(machine.path(socket)))
  return daemon
}

/** The programs that read what podman reads, each with what makes it fetch an image's manifest. */
export const READERS = {
  buildah: (image: string) => ['buildah', 'pull', '--quiet', '--policy', 'always', image],
  skopeo: (image: string) => ['skopeo', 'inspect', '--no-tags', `docker://${image}`],
} as const

// As later ones have it too, the store of /etc is for everyone, also without root; earlier ones do not start
// without it, and take it for root's alone [measured 4.3, 5.4; 5.8, 6.1].
function hasOneStore(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 5 || (major === 5 && minor >= 8)
}

/** A lab whose machine has this podman laid over its own. */
export async function startPodmanLab(engine: PodmanEngine): Promise<Lab> {
  if (engine.kind === 'missing') throw new Error(engine.why)
  const lab = await startLab(engine.usr)
  if (engine.usr === null) return lab
  const prepare = [
    'ldconfig', // the machine's cache names the libraries below
    'mount -t cgroup2 cgroup2 /sys/fs/cgroup', // 6 refuses the first version [measured 6.1]
    ...(hasOneStore(engine.version) ? ["sed -i '/^\\(run\\|graph\\)root/d' /etc/containers/storage.conf"] : []),
  ]
  const prepared = await lab.machine.run(['sh', '-ec', prepare.join('\n')])
  if (prepared.code !== 0) throw new Error(prepared.stderr)
  return lab
}
