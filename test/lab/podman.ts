import { existsSync } from 'node:fs'
import type { Daemon, Machine } from './machine.ts'
import type { Outcome } from './outcome.ts'
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
