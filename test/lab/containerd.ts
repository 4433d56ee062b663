import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type CriAnswer, criPull, criRemove } from './containerd-cri.ts'
import { type DockerEngine, dockerEngine, type DockerSource } from './docker-engines.ts'
import type { Daemon, Machine } from './machine.ts'
import type { Outcome } from './outcome.ts'
import { whyNot } from './prerequisites.ts'
import { untilUp } from './until.ts'

const SOCKET = '/run/containerd/containerd.sock'

/** Finds, or fetches once, a containerd: this system's, or the one beside docker of another Debian suite. */
export async function containerdEngine(source: DockerSource): Promise<DockerEngine> {
  if (source !== 'system') {
    const engine = await dockerEngine(source)
    if (engine.kind === 'missing' || engine.usr === null) return engine
    return { ...engine, version: versionOf(join(engine.usr, 'bin/containerd')) }
  }
  const why = whyNot()
  if (why !== null) return { kind: 'missing', why }
  return existsSync('/usr/bin/containerd')
    ? { kind: 'ready', version: versionOf('/usr/bin/containerd'), usr: null }
    : { kind: 'missing', why: 'containerd is not installed' }
}

function versionOf(program: string): string {
  const line = execFileSync(program, ['--version'], { encoding: 'utf8' })
  return /(\d+\.\d+\.\d+)/.exec(line)?.[1] ?? line.trim()
}

/** A containerd that runs in a machine. */
export interface Containerd {
  readonly daemon: Daemon
  /** Pulls anew by CRI, as the kubelet does. */
  pull(image: string): Promise<CriAnswer>
  /** Pulls anew by ctr, which reads the hosts.toml files of a directory itself. */
  pullByCtr(image: string, directory?: string): Promise<Outcome>
  stop(): Promise<void>
}

/** Starts containerd on /etc/containerd/config.toml as it is, with an empty store. */
export async function startContainerd(machine: Machine): Promise<Containerd> {
  await machine.run(['rm', '-rf', '/run/containerd', '/var/lib/containerd/root'])
  // Overlay mounts do not stack on the overlay that is the machine's /var.
  await machine.run(['sh', '-c', 'mkdir -p /var/lib/containerd && mount -t tmpfs tmpfs /var/lib/containerd'])
  const daemon = await machine.start('containerd', ['containerd'])
  const socket = machine.path(SOCKET)
  const ctr = (...args: readonly string[]): Promise<Outcome> => machine.run(['ctr', ...args])
  await untilUp(daemon, async () => existsSync(socket) && (await ctr('version')).code === 0)
  return {
    daemon,
    async pull(image) {
      await criRemove(socket, image)
      return criPull(socket, image)
    },
    async pullByCtr(image, directory = '/etc/containerd/certs.d') {
      await ctr('images', 'rm', image)
      return ctr('images', 'pull', '--hosts-dir', directory, image)
    },
    async stop() {
      await daemon.stop()
      await machine.run(['umount', '--lazy', '/var/lib/containerd'])
    },
  }
}
