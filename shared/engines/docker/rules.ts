import { atLeast, type Support } from '../../engine.ts'
import type { DockerFacts } from '../../facts.ts'
import { notice } from '../../notice.ts'
import { endpointOf, formatEndpoint, hostAndPort, isLoopback, type Mirror } from '../../registry.ts'

/**
 * From Engine 28.0 on, hosts.toml of any registry is read, at each pull (moby#47380). What Docker Desktop hands on
 * to its machine is daemon.json and certificates; of hosts.toml its documentation says nothing.
 */
export function readsHostsToml(facts: DockerFacts): boolean {
  return atLeast(facts.version, 28) && facts.layout !== 'desktop'
}

/** Whether `docker pull` goes by daemon.json: before Engine 28 always, later with the classic store. */
export function readsMirrorList(facts: DockerFacts): boolean {
  return !readsHostsToml(facts) || facts.store !== 'containerd'
}

/** Whether a mirror can be used, as measured with 20.10, 26.1 and 28.5. */
export function supports(mirror: Mirror, facts: DockerFacts): Support {
  const beyond = beyondReach(mirror, facts)
  if (beyond) return beyond
  const { upstream } = mirror
  const version = facts.version?.text ?? '20.10'
  const path = endpointOf(mirror).path !== ''
  if (facts.layout === 'desktop') return desktopSupports(mirror, facts)
  if (!readsHostsToml(facts)) {
    if (upstream !== 'docker.io') return { ok: false, notice: notice('docker-hub-only', { version, upstream }) }
    // 26.1 with containerd's store asks /v2/PATH/…, which is right; the classic one asks /PATH/v2/….
    const pathWorks = atLeast(facts.version, 26) && facts.store === 'containerd'
    return path && !pathWorks ? { ok: false, notice: notice('docker-path', { version }) } : { ok: true, note: null }
  }
  if (facts.store === 'containerd') return { ok: true, note: null }
  if (path) return { ok: false, notice: notice('docker-path-classic', { version }) }
  return { ok: true, note: upstream === 'docker.io' ? null : notice('docker-classic-builds-only', { upstream }) }
}

// An engine behind a network of its own has a loopback of its own. That of the machine is closed to rootless ones:
// dockerd-rootless.sh starts RootlessKit with --disable-host-loopback.
function beyondReach(mirror: Mirror, { layout, ownNetwork }: DockerFacts): Support | null {
  const endpoint = endpointOf(mirror)
  if (!isLoopback(endpoint.host)) return null
  const { url } = mirror
  const named = formatEndpoint({ ...endpoint, host: 'host.docker.internal' })
  if (layout === 'desktop') return { ok: false, notice: notice('docker-desktop-loopback', { url, named }) }
  const isApart = ownNetwork ?? layout === 'rootless'
  return isApart ? { ok: false, notice: notice('docker-rootless-loopback', { url }) } : null
}

// With daemon.json alone there is no path, no other upstream, and from Engine 28 on no TLS that is not verified
// without the hub’s own going unverified too [FACTS: docker 2]; containerd's store passes over certs.d [measured 28.5].
function desktopSupports(mirror: Mirror, facts: DockerFacts): Support {
  const { upstream, url } = mirror
  if (upstream !== 'docker.io') return { ok: false, notice: notice('docker-desktop-hub-only', { upstream }) }
  if (endpointOf(mirror).path !== '') return { ok: false, notice: notice('docker-desktop-path', { url }) }
  const unverified = mirror.insecure && (facts.version === null || atLeast(facts.version, 28))
  const unknown = mirror.ca !== null && facts.store !== 'classic'
  return unverified || unknown ? { ok: false, notice: notice('docker-desktop-tls', { url }) } : { ok: true, note: null }
}

/** The mirrors that belong into `registry-mirrors`. */
export function listedMirrors(mirrors: readonly Mirror[], facts: DockerFacts): readonly Mirror[] {
  return readsMirrorList(facts)
    ? mirrors.filter((mirror) => mirror.upstream === 'docker.io' && supports(mirror, facts).ok)
    : []
}

/** Hosts that docker cannot use unless they stand in `insecure-registries`. */
export function insecureHosts(mirrors: readonly Mirror[], facts: DockerFacts): readonly string[] {
  return listedMirrors(mirrors, facts).flatMap((mirror) => {
    const { scheme, host, port } = endpointOf(mirror)
    // Between 23 and 27 the containerd store tries https whatever the scheme says [measured 26.1].
    const ignoresScheme =
      facts.store === 'containerd' && !atLeast(facts.version, 28) && scheme === 'http' && !isLoopback(host)
    return mirror.insecure || ignoresScheme ? [hostAndPort(host, port ?? (scheme === 'http' ? 80 : null))] : []
  })
}
