import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import type { Disk, Process, Processes } from '../../../electron/system/system.ts'

/** What a dockerd holds in force, as its `/info` says it. */
export interface Force {
  readonly mirrors: readonly string[]
  readonly insecure: readonly string[]
}

/** A dockerd that reads daemon.json from a disk by the rules measured on 20.10, 26.1 and 28.5. */
export interface FakeDockerd {
  readonly processes: Processes
  force(): Force
  /** How often it was told to reload. */
  reloads(): number
  restart(): Promise<void>
}

export interface DockerdOptions {
  readonly version?: string
  readonly store?: 'classic' | 'containerd'
  readonly flags?: readonly string[]
  /** Makes every reload fail, as an error anywhere else in the file does. */
  readonly refuses?: boolean
}

type Lists = {
  readonly 'registry-mirrors'?: readonly string[] | null
  readonly 'insecure-registries'?: readonly string[] | null
}

const refuse = (): Promise<never> => Promise.reject(new Error('nothing like that runs here'))

/** Starts one that has read the disk as it is. */
export async function fakeDockerd(disk: Disk, options: DockerdOptions = {}): Promise<FakeDockerd> {
  const { version = '20.10.24', store = 'classic', flags = [], refuses = false } = options
  let force: Force = { mirrors: [], insecure: [] }
  let reloads = 0
  let startedAt = 0
  let reading: Promise<void> = Promise.resolve()

  // A key that is not there leaves what was loaded: only a start begins with nothing.
  const load = async (before: Force): Promise<void> => {
    const state = await disk.read('/etc/docker/daemon.json')
    const lists = JSON.parse(state.kind === 'text' && state.text.trim() !== '' ? state.text : '{}') as Lists
    const list = (key: keyof Lists, old: readonly string[]): readonly string[] =>
      Object.hasOwn(lists, key) ? (lists[key] ?? []) : old
    force = {
      mirrors: list('registry-mirrors', before.mirrors),
      insecure: list('insecure-registries', before.insecure),
    }
  }
  const start = async (): Promise<void> => {
    startedAt = Date.now()
    await load({ mirrors: [], insecure: [] })
  }
  await start()
  const self = (): Process => ({
    pid: 4242,
    parent: 1,
    uids: [0, 0, 0, 0],
    startedAt,
    command: ['dockerd', ...flags],
    program: { path: '/usr/sbin/dockerd', isFound: true, isSealed: true },
  })
  const info = () => ({
    ServerVersion: version,
    DriverStatus: store === 'containerd' ? [['driver-type', 'io.containerd.snapshotter.v1']] : null,
    RegistryConfig: {
      Mirrors: force.mirrors.length === 0 ? null : force.mirrors.map((url) => url.replace(/\/?$/, '/')),
      InsecureRegistryCIDRs: ['127.0.0.0/8'],
      IndexConfigs: Object.fromEntries(force.insecure.map((host) => [host, { Secure: false }])),
    },
  })
  return {
    force: () => force,
    reloads: () => reloads,
    restart: start,
    processes: {
      find: async (program) => `/usr/bin/${program}`,
      run: refuse,
      named: async (program) => (program === 'dockerd' ? [self()] : []),
      signal(pid, name) {
        if (pid !== 4242 || name !== 'SIGHUP') throw new Error(`${name} to ${pid}`)
        reloads++
        if (!refuses) reading = load(force)
      },
      sees: async () => true,
      identify: async () => null,
      end: refuse,
      respawn: refuse,
      async request() {
        await reading
        return { status: 200, body: JSON.stringify(info()) }
      },
    },
  }
}

/** The machine of a fake dockerd, some of it replaced. */
export async function dockerMachine(
  more: Partial<Processes> = {},
  options: DockerdOptions = {},
  texts: Record<string, string> = {},
) {
  const disk = memoryDisk(texts)
  const dockerd = await fakeDockerd(disk, options)
  return { disk, dockerd, system: { disk, processes: { ...dockerd.processes, ...more } } }
}
