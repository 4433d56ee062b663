import type { ListPlace } from '../../codecs/runner-config-edit.ts'
import type { Runner, RunnerConfig, RunnerService } from '../../codecs/runner-config.ts'

/** How a list of config.toml names mirrors. */
export type ListKind = 'volumes' | 'command' | 'MachineOptions'

/** A list of one runner that can hold something of ours. */
export interface RunnerList extends ListPlace {
  readonly kind: ListKind
  /** How it is known again in a text that was edited since: the runner’s name, and the service’s. */
  readonly who: string
  /** What it holds; null where the key is missing. */
  readonly items: readonly string[] | null
}

/** What a runner mounts for a Docker inside a job: dockerd reads its settings there. */
export const mountedAt = '/etc/docker/daemon.json'

/** Every list of a config.toml that could hold something of ours, whatever its runner is now. */
export function listsOf({ runners }: RunnerConfig): readonly RunnerList[] {
  return runners.flatMap((runner) => {
    const { docker, machine, name: who, path } = runner
    const options: readonly RunnerList[] = machine
      ? [{ kind: 'MachineOptions', who, table: [...path, 'machine'], key: 'MachineOptions', items: machine.options }]
      : []
    if (!docker) return options
    const services = docker.services.map((service): RunnerList => ({
      kind: 'command',
      who: `${who} / ${service.name}`,
      table: service.path,
      key: 'command',
      items: service.command,
    }))
    return [
      ...options,
      ...services,
      { kind: 'volumes', who, table: [...path, 'docker'], key: 'volumes', items: docker.volumes },
    ]
  })
}

/** Those of them by which a Docker that a job uses can be told of a mirror. */
export function fittingLists(config: RunnerConfig): readonly RunnerList[] {
  return listsOf(config).filter((list) => {
    const runner = config.runners[Number(list.table[1])]!
    switch (list.kind) {
      case 'MachineOptions':
        return runner.executor === 'docker+machine'
      case 'volumes':
        return dindWay(runner) === 'mount'
      case 'command':
        return commanded(runner).some(({ path }) => path === list.table)
    }
  })
}

/** How a Docker that a job starts can be told of a mirror, or why it cannot or need not be. */
export type DindWay =
  | 'command'
  | 'own-command'
  | 'mount'
  | 'own-file'
  | 'unprivileged'
  | 'socket'
  | 'elsewhere'
  | 'none'

/** What holds for a Docker that a job of this runner starts. A service of config.toml comes before the job’s own. */
export function dindWay(runner: Runner): DindWay {
  const { docker, executor } = runner
  if (!docker || !inDocker.has(executor)) return 'none'
  if (!docker.privileged) return 'unprivileged'
  if (commanded(runner).length > 0) return 'command'
  if (docker.services.some(isDind)) return 'own-command'
  if (hasSocket(runner)) return 'socket'
  if (executor !== 'docker' || !isHere(docker.host)) return 'elsewhere'
  return ownMount(runner) === null ? 'mount' : 'own-file'
}

/** Executors that run jobs in containers of a docker [D: gitlab-runner docs/executors]. */
export const inDocker: ReadonlySet<string> = new Set(['docker', 'docker+machine', 'docker-autoscaler'])

// What a runner mounts itself where we would, or above that; null where it does not.
function ownMount({ docker }: Runner): string | null {
  const targets = (docker?.volumes ?? []).filter((volume) => !isOurMount(volume)).map(targetOf)
  return targets.find((target) => target === mountedAt || target === '/etc/docker' || target === '/etc') ?? null
}

/** The services of config.toml that start a Docker and take our arguments behind their own. */
export function commanded({ docker }: Runner): readonly RunnerService[] {
  return docker?.privileged ? docker.services.filter((one) => isDind(one) && takesArguments(one)) : []
}

/** Whether a service is the official image that starts a Docker, from whichever registry: `docker:28-dind`. */
export function isDind({ name }: Pick<RunnerService, 'name'>): boolean {
  return /(?:^|\/)docker:[^/@]*dind/.test(name)
}

// What begins with a dash goes to dockerd [S: docker-library/docker, dockerd-entrypoint.sh].
function takesArguments({ entrypoint, command }: RunnerService): boolean {
  const [first] = command ?? []
  const isUsual = entrypoint.length === 0 || /(?:^|\/)(?:dockerd-entrypoint\.sh|dockerd)$/.test(entrypoint.at(-1)!)
  return isUsual && (first === undefined || first.startsWith('-') || first === 'dockerd')
}

function hasSocket({ docker }: Runner): boolean {
  return (docker?.volumes ?? []).some((volume) => /^\/(?:var\/)?run\/docker\.sock$/.test(targetOf(volume)))
}

/** Whether a docker host is on this machine, where our file lies: no address, or a Unix socket. */
export function isHere(host: string): boolean {
  return host === '' || host.startsWith('unix://')
}

/** Whether a volume is the file of ours; no other begins in our directory. */
export function isOurMount(volume: string): boolean {
  return volume.endsWith(`/pullcord/gitlab-runner/daemon.json:${mountedAt}:ro`)
}

// `SOURCE:TARGET[:MODE]`, or the target alone, which is a cache [S: executors/docker/internal/volumes/parser].
function targetOf(volume: string): string {
  const [first = '', second] = volume.split(':')
  return (second ?? first).replace(/(?<=.)\/+$/, '')
}
