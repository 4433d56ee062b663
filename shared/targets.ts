import type { Scope } from './engine.ts'
import type { Upstream } from './registry.ts'

/**
 * The closed list of files that Pullcord writes. A target is named by kind, never by a path:
 * no caller, however trusted, can make Pullcord write anywhere else.
 */
export type Target =
  /** `xdg`: podman 6 honours XDG_CONFIG_HOME, earlier ones read only `$HOME/.config`. */
  | { readonly kind: 'podman-drop-in'; readonly scope: Scope; readonly xdg: boolean }
  | { readonly kind: 'podman-ca'; readonly scope: Scope; readonly xdg: boolean; readonly host: string }
  | { readonly kind: 'docker-daemon-json'; readonly scope: 'system' }
  | { readonly kind: 'docker-hosts-toml'; readonly scope: 'system'; readonly upstream: Upstream }
  | { readonly kind: 'docker-ca'; readonly scope: 'system'; readonly host: string }
  | { readonly kind: 'pullcord-ca'; readonly scope: 'system'; readonly sha256: string }

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

/** The one place where a target becomes a path. */
export function targetPath(target: Target, places: Places): string {
  switch (target.kind) {
    case 'podman-drop-in':
      return `${containersDirectory(target.scope, target.xdg, places)}/registries.conf.d/${podmanDropInName}`
    case 'podman-ca':
      return `${containersDirectory(target.scope, target.xdg, places)}/certs.d/${component(target.host)}/pullcord.crt`
    case 'docker-daemon-json':
      return '/etc/docker/daemon.json'
    case 'docker-hosts-toml':
      return `/etc/docker/certs.d/${component(target.upstream)}/hosts.toml`
    case 'docker-ca':
      return `/etc/docker/certs.d/${component(target.host)}/pullcord.crt`
    case 'pullcord-ca':
      return `/etc/pullcord/ca/${component(target.sha256)}.crt`
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
      return target.kind
    case 'docker-hosts-toml':
      return `${target.kind}.${component(target.upstream)}`
    case 'docker-ca':
      return `${target.kind}.${component(target.host)}`
    case 'pullcord-ca':
      return `${target.kind}.${component(target.sha256)}`
  }
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
