import type { Runner, RunnerConfig } from '../codecs/runner-config.ts'
import type { EngineKey, Scope } from '../engine.ts'
import { saidIn } from '../engines/gitlab-runner/arguments.ts'
import {
  commanded,
  dindWay,
  inDocker,
  isDind,
  isHere,
  isOurMount,
  listsOf,
  mountedAt,
} from '../engines/gitlab-runner/places.ts'
import { notice, type Values } from '../notice.ts'
import { parseReference } from '../registry.ts'
import type { JobFinding, JobWay, RunnerView } from './runner-calls.ts'

/** What must be known beside config.toml to say where jobs of a runner get images. */
export interface JobScene {
  readonly scope: Scope
  /** The mirror of docker.io that jobs are to use; null where there is none, or none that they could. */
  readonly mirror: { readonly url: string; readonly host: string } | null
  /** Whether an engine of this machine uses the mirror; null where it is not here. */
  readonly uses: (engine: EngineKey) => boolean | null
}

/** The engine of this machine that pulls for a runner’s jobs; null where none of it does. */
export function engineOf({ docker, executor }: Runner, scope: Scope): EngineKey | null {
  if (executor !== 'docker' || !docker || !isHere(docker.host)) return null
  const socket = docker.host.replace(/^unix:\/\//, '')
  const isUsers = socket.startsWith('/run/user/') || socket.startsWith('/home/')
  if (socket === '') return { id: 'docker', scope: 'system' }
  return { id: socket.includes('podman') ? 'podman' : 'docker', scope: isUsers ? 'user' : scopeOf(socket, scope) }
}

// A user’s runner on a socket that is not theirs uses the system’s.
function scopeOf(socket: string, scope: Scope): Scope {
  return /^\/(?:var\/)?run\//.test(socket) ? 'system' : scope
}

/** Every runner of a config.toml, with where its jobs get images. */
export function jobsIn(config: RunnerConfig, scene: JobScene): readonly RunnerView[] {
  return config.runners.map((runner) => ({
    name: runner.name,
    executor: runner.executor,
    findings: [...images(runner, scene), ...ownDocker(config, runner, scene), ...beside(runner, scene)],
  }))
}

const say = (way: JobWay, code: Parameters<typeof notice>[0], values: Values = {}): JobFinding => ({
  way,
  notice: notice(code, values),
})

// Who pulls the images of jobs and their services.
function images(runner: Runner, { scope, uses }: JobScene): readonly JobFinding[] {
  const { executor, docker } = runner
  switch (executor) {
    case 'docker': {
      const engine = engineOf(runner, scope)
      if (!engine) return [say('bypass', 'runner-remote', { host: hostOf(docker?.host ?? '') })]
      const isUsed = uses(engine) === true
      return [say(isUsed ? 'covered' : 'bypass', isUsed ? 'runner-host-covered' : 'runner-host', { engine: engine.id })]
    }
    case 'docker+machine': {
      const options = runner.machine?.options ?? []
      return [
        saidIn('MachineOptions', options).some(({ what }) => what === 'mirror')
          ? say('covered', 'runner-machine')
          : say('bypass', 'runner-not-yet', { what: 'docker-machine' }),
      ]
    }
    case 'docker-autoscaler':
    case 'instance':
      return [say('bypass', 'runner-autoscaler')]
    case 'kubernetes':
      return [say('bypass', 'runner-kubernetes')]
    case 'shell':
      return [say('note', 'runner-shell')]
    default:
      return [say('bypass', 'runner-other', { executor })]
  }
}

// A Docker that jobs start by themselves, and what pulls inside it.
function ownDocker(config: RunnerConfig, runner: Runner, { mirror }: JobScene): readonly JobFinding[] {
  const url = mirror?.url ?? 'URL'
  const services = runner.docker?.services.filter(isDind).map(({ name }) => name) ?? []
  const service = services.join(', ')
  const notYet = (what: string): JobFinding => say('bypass', 'runner-not-yet', { what })
  const builder = say('note', 'runner-builder')
  switch (dindWay(runner)) {
    case 'command': {
      const isTold = listsOf(config)
        .filter(({ kind, table }) => kind === 'command' && commanded(runner).some(({ path }) => path === table))
        .every(({ items }) => saidIn('command', items ?? []).some(({ what }) => what === 'mirror'))
      const told = isTold ? say('covered', 'runner-dind-command', { service }) : notYet(service)
      return [told, say('note', 'runner-dind-hides', { service }), builder]
    }
    case 'own-command':
      return [say('bypass', 'runner-dind-command-own', { service, url }), builder]
    case 'mount': {
      const isTold = runner.docker?.volumes?.some(isOurMount) === true
      return [isTold ? say('covered', 'runner-dind-mount') : notYet('docker:dind'), builder]
    }
    case 'own-file':
      return [say('note', 'runner-dind-own', { name: runner.name, target: mountedAt, url }), builder]
    case 'elsewhere':
      return [say('bypass', 'runner-dind-unreached', { url }), builder]
    case 'unprivileged':
      return [say('note', 'runner-unprivileged')]
    case 'socket':
      return [say('note', 'runner-socket'), builder]
    case 'none':
      return []
  }
}

// What else decides whether a pull reaches the mirror.
function beside(runner: Runner, { mirror }: JobScene): readonly JobFinding[] {
  const { docker, environment, executor, networkPerBuild } = runner
  if (!inDocker.has(executor) || !docker) return []
  const variables = new Map(environment.map((line) => [line.split('=')[0]!, line.slice(line.indexOf('=') + 1)]))
  const named = (...names: readonly string[]): string | undefined => names.find((name) => variables.get(name))
  const proxy = named('HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy')
  const spared = `${variables.get('NO_PROXY') ?? ''},${variables.get('no_proxy') ?? ''}`
    .split(',')
    .map((one) => one.trim())
  const policy = docker.pullPolicy.filter((one) => one !== 'always').join(', ')
  const host = mirror?.host ?? ''
  return [
    ...helperImage(docker.helperImage),
    ...(policy === '' ? [] : [say('note', 'runner-pull-policy', { policy })]),
    ...(proxy !== undefined && !spared.includes(host) ? [say('note', 'runner-proxy', { variable: proxy })] : []),
    ...(named('DOCKER_OPTS') === undefined ? [] : [say('note', 'runner-docker-opts')]),
    ...(networkPerBuild && /^[^.:]+$/.test(host) ? [say('note', 'runner-network-per-build', { host })] : []),
  ]
}

// From version 15 on it comes from GitLab’s registry [D: advanced-configuration.md, helper image].
function helperImage(image: string): readonly JobFinding[] {
  const upstream = image === '' ? null : parseReference(image.replace(/:[^/]*$/, ''))
  if (upstream === null) return [say('note', 'runner-helper-image')]
  if (!upstream.ok) return []
  if (upstream.value.upstream === 'registry.gitlab.com') return [say('note', 'runner-helper-image')]
  return upstream.value.upstream === 'docker.io' ? [say('note', 'runner-helper-hub', { image })] : []
}

function hostOf(url: string): string {
  return url.replace(/^(\w+:\/\/)[^/]*@/, '$1')
}
