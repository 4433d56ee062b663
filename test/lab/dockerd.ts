import type { Daemon, Machine } from './machine.ts'
import type { Outcome } from './outcome.ts'
import { getOverSocket } from './unix-http.ts'
import { untilUp } from './until.ts'

/** Which image store the daemon uses: graph drivers, containerd's, or the one its daemon.json says. */
export type Store = 'classic' | 'c8d' | 'as-configured'

/** The parts of the engine's own `/info` that tests look at; a list may be null in it. */
export interface DockerInfo {
  readonly DriverStatus: readonly (readonly [string, string])[] | null
  readonly RegistryConfig: {
    readonly Mirrors: readonly string[] | null
    /** By host: every registry the configuration names, and whether its TLS is verified. */
    readonly IndexConfigs: Readonly<Record<string, { readonly Secure: boolean }>>
  }
}

/** A dockerd in the places where a package would run it: /etc/docker, /run/docker.{sock,pid}. */
export interface Docker {
  readonly daemon: Daemon
  info(): Promise<DockerInfo>
  /** The mirrors that `/info` shows. */
  mirrors(): Promise<readonly string[]>
  /** Removes the image where it is, and pulls it. */
  pull(image: string): Promise<Outcome>
  stop(): Promise<void>
}

/** Flags, so that daemon.json is wholly the test's. A network would need modules and iptables. */
export const FLAGS = ['--iptables=false', '--ip6tables=false', '--bridge=none'] as const
/** What makes a daemon use a store. */
export const STORE_FLAGS: Readonly<Record<Store, readonly string[]>> = {
  classic: ['--storage-driver=vfs'],
  // The flag exists since Engine 28; 26.1 has this store only by daemon.json.
  c8d: ['--feature=containerd-snapshotter=true', '--storage-driver=native'],
  'as-configured': [],
}

const SOCKET = '/run/docker.sock'

/** What the daemon behind a socket of the machine says of itself. */
export async function readInfo(machine: Machine, socket = SOCKET): Promise<DockerInfo> {
  const { status, body } = await getOverSocket(machine.path(socket), '/info')
  if (status !== 200) throw new Error(`/info: ${status} ${body}`)
  return JSON.parse(body) as DockerInfo
}

/** Starts dockerd on the machine's daemon.json, and waits until it answers. */
export async function startDocker(machine: Machine, store: Store, flags: readonly string[] = []): Promise<Docker> {
  const daemon = await machine.start('dockerd', ['dockerd', ...FLAGS, ...STORE_FLAGS[store], ...flags])
  await untilUp(daemon, () =>
    readInfo(machine).then(
      () => true,
      () => false,
    ),
  )
  return {
    daemon,
    info: () => readInfo(machine),
    mirrors: async () => (await readInfo(machine)).RegistryConfig.Mirrors ?? [],
    async pull(image) {
      await machine.run(['docker', 'image', 'rm', '--force', image])
      return machine.run(['docker', 'pull', image])
    },
    stop: () => daemon.stop(),
  }
}
