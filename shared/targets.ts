import type { EngineId, Scope } from './engine.ts'
import type { ContainerdId, DockerLayout, RancherId } from './facts.ts'
import type { Upstream } from './registry.ts'

/**
 * The closed list of files that Pullcord writes. A target is named by kind, never by a path:
 * no caller, however trusted, can make Pullcord write anywhere else.
 */
export type Target =
  /** `xdg`: podman 6 honours XDG_CONFIG_HOME, earlier ones read only `$HOME/.config`. */
  | { readonly kind: 'podman-drop-in'; readonly scope: Scope; readonly xdg: boolean }
  | { readonly kind: 'podman-ca'; readonly scope: Scope; readonly xdg: boolean; readonly host: string }
  /** `layout`: absent for a Docker Engine as distributions and Docker package it. */
  | { readonly kind: 'docker-daemon-json'; readonly scope: Scope; readonly layout?: DockerLayout }
  | {
      readonly kind: 'docker-hosts-toml'
      readonly scope: Scope
      readonly layout?: DockerLayout
      readonly upstream: Upstream
    }
  | { readonly kind: 'docker-ca'; readonly scope: Scope; readonly layout?: DockerLayout; readonly host: string }
  | {
      readonly kind: 'containerd-hosts-toml'
      readonly scope: Scope
      readonly engine: ContainerdId
      readonly upstream: Upstream
    }
  | { readonly kind: 'containerd-config'; readonly scope: 'system' }
  | { readonly kind: 'registries-yaml'; readonly scope: 'system'; readonly engine: RancherId }
  | { readonly kind: 'buildkitd-toml'; readonly scope: Scope }
  | { readonly kind: 'buildx-default-toml'; readonly scope: 'user' }
  | { readonly kind: 'gitlab-runner-toml'; readonly scope: Scope }
  /** What a Docker inside a job is to read; gitlab-runner mounts it there. */
  | { readonly kind: 'gitlab-runner-daemon-json'; readonly scope: Scope }
  /** An authority of a mirror. Each engine has a copy of its own, which goes with it; absent is docker's. */
  | {
      readonly kind: 'pullcord-ca'
      readonly scope: Scope
      readonly engine?: Exclude<EngineId, 'docker'>
      readonly sha256: string
    }

/** Where a user's own configuration lives; absolute paths below the root that is worked on. */
export interface Places {
  readonly home: string
  readonly configHome: string
  readonly stateHome: string
}

/** `containers` configuration: `/etc/containers`, or the user's. */
export function containersDirectory(scope: Scope, xdg: boolean, places: Places): string {
  if (scope === 'system') return '/etc/containers'
  return `${xdg ? places.configHome : `${places.home}/.config`}/containers`
}

/** The drop-in's name sorts last in byte order among names people give their own [FACTS: podman]. */
export const podmanDropInName = 'zz-pullcord.conf'

/** Where containerd and its kin look for hosts.toml. */
export function hostsDirectory(engine: ContainerdId, { configHome }: Places): string {
  switch (engine) {
    case 'containerd':
      return '/etc/containerd/certs.d'
    case 'microk8s':
      return '/var/snap/microk8s/current/args/certs.d'
    case 'nerdctl':
      return `${configHome}/containerd/certs.d`
  }
}

/** Where a Docker Engine keeps daemon.json, and where certs.d [FACTS: docker; the snap’s: its snapcraft.yaml, 20.10–27.2]. */
export function dockerDirectories(
  layout: DockerLayout,
  { home, configHome }: Places,
): { readonly config: string; readonly certificates: string } {
  switch (layout) {
    case 'default':
      return { config: '/etc/docker', certificates: '/etc/docker/certs.d' }
    case 'snap':
      return { config: '/var/snap/docker/current/config', certificates: '/var/snap/docker/current/etc/docker/certs.d' }
    case 'rootless':
      return { config: `${configHome}/docker`, certificates: `${configHome}/docker/certs.d` }
    case 'desktop':
      return { config: `${home}/.docker`, certificates: `${home}/.docker/certs.d` }
  }
}

/** The one place where a target becomes a path. */
export function targetPath(target: Target, places: Places): string {
  switch (target.kind) {
    case 'podman-drop-in':
      return `${containersDirectory(target.scope, target.xdg, places)}/registries.conf.d/${podmanDropInName}`
    case 'podman-ca':
      return `${containersDirectory(target.scope, target.xdg, places)}/certs.d/${component(target.host)}/pullcord.crt`
    case 'docker-daemon-json':
      return `${docker(target, places).config}/daemon.json`
    case 'docker-hosts-toml':
      return `${docker(target, places).certificates}/${component(target.upstream)}/hosts.toml`
    case 'docker-ca':
      return `${docker(target, places).certificates}/${component(target.host)}/pullcord.crt`
    case 'containerd-hosts-toml':
      return `${hostsDirectory(target.engine, places)}/${component(target.upstream)}/hosts.toml`
    case 'containerd-config':
      return '/etc/containerd/config.toml'
    case 'registries-yaml':
      return `/etc/rancher/${target.engine}/registries.yaml`
    case 'buildkitd-toml':
      return `${target.scope === 'system' ? '/etc' : places.configHome}/buildkit/buildkitd.toml`
    case 'buildx-default-toml':
      return `${places.home}/.docker/buildx/buildkitd.default.toml`
    case 'gitlab-runner-toml':
      // [D: gitlab-runner docs/configuration/advanced-configuration.md]
      return `${target.scope === 'system' ? '/etc/' : `${places.home}/.`}gitlab-runner/config.toml`
    case 'gitlab-runner-daemon-json':
      return `${target.scope === 'system' ? '/etc' : places.configHome}/pullcord/gitlab-runner/daemon.json`
    case 'pullcord-ca':
      return `${target.scope === 'system' ? '/etc' : places.configHome}/pullcord/ca/${authorityName(target)}.crt`
  }
}

/** Names a target's memory: stable when its path moves, apart where two of a user's may exist. */
export function targetKey(target: Target): string {
  switch (target.kind) {
    case 'podman-drop-in':
      return `${target.kind}.${whose(target)}`
    case 'podman-ca':
      return `${target.kind}.${whose(target)}.${component(target.host)}`
    case 'docker-daemon-json':
      return `${target.kind}${layoutOf(target)}`
    case 'docker-hosts-toml':
      return `${target.kind}${layoutOf(target)}.${component(target.upstream)}`
    case 'docker-ca':
      return `${target.kind}${layoutOf(target)}.${component(target.host)}`
    case 'containerd-hosts-toml':
      return `${target.kind}.${target.engine}.${component(target.upstream)}`
    case 'registries-yaml':
      return `${target.kind}.${target.engine}`
    case 'containerd-config':
    case 'buildkitd-toml':
    case 'buildx-default-toml':
    case 'gitlab-runner-toml':
    case 'gitlab-runner-daemon-json':
      return target.kind
    case 'pullcord-ca':
      return `${target.kind}.${authorityName(target)}`
  }
}

/** The engine whose file a target is. */
export function ownerOf(target: Target): EngineId {
  switch (target.kind) {
    case 'podman-drop-in':
    case 'podman-ca':
      return 'podman'
    case 'docker-daemon-json':
    case 'docker-hosts-toml':
    case 'docker-ca':
      return 'docker'
    case 'containerd-hosts-toml':
    case 'registries-yaml':
      return target.engine
    case 'containerd-config':
      return 'containerd'
    case 'buildkitd-toml':
      return 'buildkit'
    case 'buildx-default-toml':
      return 'buildx'
    case 'gitlab-runner-toml':
    case 'gitlab-runner-daemon-json':
      return 'gitlab-runner'
    case 'pullcord-ca':
      return target.engine ?? 'docker'
  }
}

function docker(
  { layout = 'default' }: { readonly layout?: DockerLayout },
  places: Places,
): ReturnType<typeof dockerDirectories> {
  return dockerDirectories(layout, places)
}

// The usual layout came first, and names nothing.
function layoutOf({ layout = 'default' }: { readonly layout?: DockerLayout }): string {
  return layout === 'default' ? '' : `.${layout}`
}

function authorityName({ engine, sha256 }: Extract<Target, { kind: 'pullcord-ca' }>): string {
  return `${engine === undefined ? '' : `${engine}-`}${component(sha256)}`
}

// A user's podman 5 and 6 read different directories; the system's read the same.
function whose({ scope, xdg }: { readonly scope: Scope; readonly xdg: boolean }): string {
  return scope === 'user' && xdg ? 'user-xdg' : scope
}

// Hosts were parsed by a strict grammar already; this holds even if one was not.
function component(name: string): string {
  if (!/^[A-Za-z0-9[\]:._-]+$/.test(name) || name.startsWith('.'))
    throw new Error(`not a file name: ${JSON.stringify(name)}`)
  return name
}
