import { notice } from '../notice.ts'
import { parseUpstream, redactUrl, type Upstream } from '../registry.ts'
import { withoutTrailing } from '../without-trailing.ts'
import { no, ok, type Result } from '../result.ts'

/** A registry that a login is for, or a part of it: podman keeps logins of namespaces too [containers-auth.json(5)]. */
export interface RegistryName {
  readonly host: Upstream
  /** The namespace without slashes at its ends; empty for the whole registry. */
  readonly path: string
}

/** Reads a registry as it was typed, or as it stands in a file: any of docker’s names for its hub is `docker.io`. */
export function parseRegistryName(text: string): Result<RegistryName> {
  const name = text.trim().replace(/^https?:\/\//i, '')
  const slash = name.indexOf('/')
  const host = parseUpstream(slash < 0 ? name : name.slice(0, slash))
  const path = slash < 0 ? '' : withoutTrailing(name.slice(slash + 1).replace(/^\/+/, ''), '/')
  if (!host.ok || !/^[\w./-]*$/.test(path)) return no(notice('upstream-unknown', { upstream: redactUrl(text) }))
  // What is left of the first version of the API is no namespace.
  return ok({ host: host.value, path: /^v[12]$/.test(path) ? '' : path })
}

/** `host` or `host/namespace`: how people and podman write it. */
export function formatRegistryName({ host, path }: RegistryName): string {
  return path === '' ? host : `${host}/${path}`
}

/**
 * The name under which GitLab’s runner, docker and podman all find the login. The runner makes `docker.io` of docker’s
 * own name for its hub, and docker itself knows the hub by no other; every other registry is `host[:port]`, and a part
 * of one `host/namespace`, which docker does not look for [gitlab-runner: helpers/docker/auth/auth.go,
 * convertToRegistryPath; docker/cli: cli/registry GetAuthConfigKey; containers-auth.json(5)].
 */
export function runnerKey(name: RegistryName): string {
  return name.host === 'docker.io' && name.path === '' ? 'https://index.docker.io/v1/' : formatRegistryName(name)
}

/** Where the registry’s API answers [docs.docker.com/reference/api/registry]. */
export function apiHost({ host }: RegistryName): string {
  return host === 'docker.io' ? 'registry-1.docker.io' : host
}
