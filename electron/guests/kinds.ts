import type { EngineId } from '../../shared/engine.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import type { System } from '../system/system.ts'
import { isName, parseNames, parsePodmanMachine, parsePodmanMachineList, parseWslList } from './listings.ts'

/** A machine inside this one that was found. */
export interface Found {
  readonly name: string
  readonly running: boolean
  readonly why: Notice
  /** How its root's shell is reached. */
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Where it has none but what it shares with this machine. */
  readonly engines?: readonly EngineId[]
}

/** What makes machines inside this one. */
export interface Kind {
  /** Files and processes before commands; none is started by looking. */
  find(host: System): Promise<readonly Found[]>
  /** Engines to look for, in system scope. */
  readonly engines: readonly EngineId[]
  /** Names by which a guest may know this machine's loopback, the surest first. */
  readonly names: readonly string[]
  /** What stands for it where the guest knows none of them: its default route, or the shared loopback itself. */
  readonly otherwise: 'gateway' | 'shared' | null
}

const askMs = 4_000
// An answer or nothing: no shell asks back here.
const root = ['sudo', '-n', 'sh'] as const

/** By the first part of an instance's name. */
export const kinds: Readonly<Record<string, Kind>> = {
  // VZ, QEMU and WSL alike: Lima's user network leads from this name to the host's loopback.
  lima: {
    find: (host) => findLima(host, process.env.LIMA_HOME ?? `${host.disk.places.home}/.lima`, 'lima'),
    engines: ['podman', 'docker', 'containerd', 'k3s', 'rke2', 'buildkit'],
    names: ['host.lima.internal'],
    otherwise: null,
  },
  colima: {
    find: findColima,
    engines: ['docker', 'containerd', 'k3s'],
    names: ['host.lima.internal', 'host.docker.internal'],
    otherwise: null,
  },
  rancher: {
    find: (host) => findLima(host, `${host.disk.places.home}/.local/share/rancher-desktop/lima`, 'rancher'),
    engines: ['docker', 'containerd', 'k3s'],
    names: ['host.rancher-desktop.internal', 'host.lima.internal'],
    otherwise: null,
  },
  machine: { find: findMachines, engines: ['podman'], names: ['host.containers.internal'], otherwise: null },
  // All distributions share one network namespace, and so one loopback [docs: Microsoft, “What is WSL”].
  wsl: {
    find: findWsl,
    engines: ['podman', 'docker', 'containerd', 'k3s', 'rke2', 'microk8s', 'buildkit'],
    names: [],
    otherwise: 'shared',
  },
  kind: {
    find: findKind,
    engines: ['containerd'],
    names: ['host.docker.internal', 'host.containers.internal'],
    otherwise: 'gateway',
  },
}

// What leads into an instance of Lima. None of these words is read by a shell on the way but as it stands.
const limaWays: Readonly<Record<string, (name: string) => readonly string[]>> = {
  lima: (name) => ['limactl', 'shell', '--workdir', '/', name, ...root],
  colima: (name) => ['colima', 'ssh', '--profile', name, '--', ...root],
  rancher: () => ['rdctl', 'shell', ...root],
}

// Each instance is a directory; its host agent runs as long as it does, and leaves its number there.
async function findLima(host: System, home: string, kind: string): Promise<readonly Found[]> {
  const { disk } = host
  // Lima's own directories begin with an underscore.
  const names = ((await disk.names(home).catch(() => null)) ?? []).filter((name) => isName(kind, name))
  const found = await Promise.all(
    names.map(async (name): Promise<readonly Found[]> => {
      const path = `${home}/${name}`
      if ((await disk.load(`${path}/lima.yaml`).catch(() => null)) === null) return []
      const shown = kind === 'colima' ? name.replace(/^colima-?/, '') || 'default' : name
      if (kind === 'colima' && !name.startsWith('colima')) return []
      const running = await isAlive(host, `${path}/ha.pid`, 'limactl')
      const why = notice(running ? (kind === 'colima' ? 'guest-rewritten' : 'guest-runs') : 'guest-stopped', { path })
      return [{ name: shown, running, why, argv: limaWays[kind]!(shown) }]
    }),
  )
  return found.flat()
}

async function findColima(host: System): Promise<readonly Found[]> {
  const { home, configHome } = host.disk.places
  const homes = process.env.COLIMA_HOME ? [process.env.COLIMA_HOME] : [`${home}/.colima`, `${configHome}/colima`]
  return (await Promise.all(homes.map((one) => findLima(host, `${one}/_lima`, 'colima')))).flat()
}

async function findMachines(host: System): Promise<readonly Found[]> {
  const { disk, processes } = host
  const directory = `${disk.places.configHome}/containers/podman/machine`
  const paths = await Promise.all(
    ((await disk.names(directory).catch(() => null)) ?? []).map(async (provider) => {
      const names = (await disk.names(`${directory}/${provider}`).catch(() => null)) ?? []
      return names.filter((name) => name.endsWith('.json')).map((name) => `${directory}/${provider}/${name}`)
    }),
  )
  let listed: Promise<readonly string[]> | null = null
  const list = async (): Promise<readonly string[]> =>
    parsePodmanMachineList((await said(host, ['podman', 'machine', 'list', '--format', 'json'])) ?? '')
  const found = paths.flat().map(async (path): Promise<readonly Found[]> => {
    const machine = parsePodmanMachine((await disk.load(path).catch(() => null)) ?? '')
    if (!machine || !processes) return []
    const { name, pidFile, sharesFiles } = machine
    const running =
      pidFile === null ? (await (listed ??= list())).includes(name) : await isAlive(host, pidFile, 'qemu-')
    const files = `${disk.places.home}/.config/containers`
    const argv = ['podman', 'machine', 'ssh', name, ...root]
    if (sharesFiles) return [{ name, running, why: notice('guest-shares-files', { path, files }), argv, engines: [] }]
    return [{ name, running, why: notice(running ? 'guest-runs' : 'guest-stopped', { path }), argv }]
  })
  return (await Promise.all(found)).flat()
}

// Seen from a distribution. Windows programs are told of a variable by WSLENV alone.
async function findWsl(host: System): Promise<readonly Found[]> {
  const own = process.env.WSL_DISTRO_NAME
  if (own === undefined) return []
  const env = { WSL_UTF8: '1', WSLENV: 'WSL_UTF8' }
  const list = ['wsl.exe', '--list', '--running', '--quiet'] as const
  const names = parseWslList((await said(host, list, env)) ?? '', own)
  return names.map((name) => ({
    name,
    running: true,
    why: notice('guest-listed', { command: list.join(' '), name }),
    argv: ['wsl.exe', '--distribution', name, '--user', 'root', '--cd', '/', '--exec', 'sh'],
    env,
  }))
}

const nodes = ['ps', '--filter', 'label=io.x-k8s.kind.cluster', '--format', '{{.Names}}'] as const

// Only who has kind, or a cluster of it, is asked; and dockerd only where it runs, since its socket may start it.
async function findKind(host: System): Promise<readonly Found[]> {
  const { disk, processes } = host
  const [program, config] = await Promise.all([
    processes?.find('kind'),
    disk.load(`${disk.places.home}/.kube/config`).catch(() => null),
  ])
  if (!processes || (!program && !/^\s*name: kind-/m.test(config ?? ''))) return []
  const dockers = await processes.named('dockerd')
  const engines = [...(dockers.length > 0 ? ['docker'] : []), ...((await processes.find('podman')) ? ['podman'] : [])]
  const found = engines.map(async (engine): Promise<readonly Found[]> => {
    const names = parseNames((await said(host, [engine, ...nodes])) ?? '')
    const why = (name: string): Notice => notice('guest-listed', { command: `${engine} ps`, name })
    return names.map((name) => ({ name, running: true, why: why(name), argv: [engine, 'exec', '-i', name, 'sh'] }))
  })
  return (await Promise.all(found)).flat()
}

/** What a command says within its time; null where it is not there, fails or is late. */
async function said(
  { processes }: System,
  argv: readonly [string, ...string[]],
  env?: Readonly<Record<string, string>>,
): Promise<string | null> {
  const [command, ...rest] = argv
  const program = await processes?.find(command)
  if (!processes || !program) return null
  const ended = await processes.run([program, ...rest], { timeoutMs: askMs, ...(env && { env }) }).catch(() => null)
  return ended?.code === 0 ? ended.stdout : null
}

// The number may be another's by now: its name tells.
async function isAlive({ disk }: System, pidFile: string, program: string): Promise<boolean> {
  const pid = (await disk.load(pidFile).catch(() => null))?.trim() ?? ''
  if (!/^\d+$/.test(pid)) return false
  const name = await disk.load(`/proc/${pid}/comm`).catch(() => null)
  return name?.startsWith(program) ?? false
}
