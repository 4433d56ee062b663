import type { Scope } from '../../shared/engine.ts'
import type { DockerLayout } from '../../shared/facts.ts'
import { dockerDirectories } from '../../shared/targets.ts'
import type { Disk, Process, Processes, System } from '../system/system.ts'
import { socketOf } from './docker-info.ts'
import { isAllOf, isRootsDaemon } from './owner.ts'

/** A Docker Engine that runs. */
export interface DockerDaemon {
  readonly layout: DockerLayout
  readonly process: Process
  readonly socket: string
  /** The daemon.json that its environment makes it read, where that is not the one of its layout; else null. */
  readonly config: string | null
  /** Asking it would start what rests. */
  readonly sleeps: boolean
}

/** The directory that stands where Docker Desktop was set up. */
export function desktopDirectory({ places }: Disk): string {
  return `${places.home}/.docker/desktop`
}

/** The Docker Engine that runs in this scope; null where none does. Nothing is connected to. */
export async function findDaemon({ disk, processes }: System, scope: Scope): Promise<DockerDaemon | null> {
  if (!processes) return null
  if (scope === 'system') return await findRootful(processes, disk)
  // Neither of them is run by root.
  return disk.uid === 0 ? null : ((await findRootless(processes, disk)) ?? (await findDesktop(processes, disk)))
}

async function findRootful(processes: Processes, disk: Disk): Promise<DockerDaemon | null> {
  for (const process of await processes.named('dockerd')) {
    if (!isRootsDaemon(process, disk.uid, 'dockerd')) continue
    const layout = isSnap(process) ? 'snap' : 'default'
    // A dockerd inside a container is root's too, but reads other files. One whose unit has mounts of its own
    // (PrivateTmp), or which is a snap, reads ours.
    if ((await processes.sees(process.pid, dockerDirectories(layout, disk.places).config)) === false) continue
    return { layout, process, socket: socketOf(process.command.slice(1)), config: null, sleeps: false }
  }
  return null
}

// Those who may not see which file runs go by what it was told to read.
function isSnap({ program, command }: Process): boolean {
  if (program) return program.path.startsWith('/snap/docker/')
  return command.some((argument) => argument.includes('/var/snap/docker/') || argument.startsWith('/snap/docker/'))
}

// Inside RootlessKit dockerd is root, and to everyone outside the user. /etc and /run are copies there, the home is not.
async function findRootless(processes: Processes, disk: Disk): Promise<DockerDaemon | null> {
  const { config } = dockerDirectories('rootless', disk.places)
  for (const process of await processes.named('dockerd')) {
    if (!isAllOf(process, disk.uid) || (await processes.sees(process.pid, config)) === false) continue
    const environment = await environmentOf(disk, process.pid)
    const home = environment.get('XDG_CONFIG_HOME') ?? under(environment.get('HOME'), '.config')
    const theirs = under(home, 'docker')
    const runtime = environment.get('XDG_RUNTIME_DIR') ?? `/run/user/${disk.uid}`
    return {
      layout: 'rootless',
      process,
      socket: socketOf(process.command.slice(1), `${runtime}/docker.sock`),
      config: theirs === undefined || theirs === config ? null : `${theirs}/daemon.json`,
      sleeps: false,
    }
  }
  return null
}

// The engine is in a machine of its own, which rests while nobody uses it and which a question would wake.
async function findDesktop(processes: Processes, disk: Disk): Promise<DockerDaemon | null> {
  if ((await disk.names(desktopDirectory(disk)).catch(() => null)) === null) return null
  const [backends, ...machines] = await Promise.all(
    ['com.docker.backend', 'com.docker.virtualization', 'qemu-system-x86_64', 'qemu-system-aarch64'].map(async (name) =>
      (await processes.named(name)).filter((one) => isAllOf(one, disk.uid)),
    ),
  )
  const first = backends!.find(({ parent }) => !backends!.some(({ pid }) => pid === parent))
  if (!first) return null
  const socket = `${desktopDirectory(disk)}/docker.sock`
  return { layout: 'desktop', process: first, socket, config: null, sleeps: machines.flat().length === 0 }
}

function under(directory: string | undefined, name: string): string | undefined {
  return directory === undefined || directory === '' ? undefined : `${directory}/${name}`
}

// Of a process of our own; empty where it may not be read.
async function environmentOf(disk: Disk, pid: number): Promise<ReadonlyMap<string, string>> {
  const text = (await disk.load(`/proc/${pid}/environ`).catch(() => null)) ?? ''
  return new Map(
    text.split('\0').flatMap((line) => {
      const at = line.indexOf('=')
      return at > 0 && at < line.length - 1 ? [[line.slice(0, at), line.slice(at + 1)] as const] : []
    }),
  )
}
