import { registryOf, type BuildkitdToml } from '../../codecs/buildkitd-toml.ts'
import type { HostSetting } from '../../codecs/buildkitd-toml-edit.ts'
import type { Scope } from '../../engine.ts'
import { endpointOf, hostAndPort, type Mirror, type Upstream } from '../../registry.ts'
import { targetPath, type Places } from '../../targets.ts'
import { ownAuthorities } from '../certificates.ts'

/** Those that read a buildkitd.toml, each its own. */
export type BuildkitdReader = { readonly id: 'buildkit' | 'buildx'; readonly scope: Scope }

/** A mirror as buildkitd.toml spells it: without a scheme, a path behind the host [D: buildkit docs/buildkitd.toml.md]. */
export function mirrorLocation(mirror: Mirror): string {
  const { host, port, path } = endpointOf(mirror)
  return `${hostAndPort(host, port)}${path === '' ? '' : `/${path}`}`
}

/** The locations of our mirrors for an upstream, in order. */
export function locationsOf(mirrors: readonly Mirror[], upstream: Upstream): readonly string[] {
  return mirrors.filter((mirror) => mirror.upstream === upstream).map((mirror) => mirrorLocation(mirror))
}

/** How each mirror’s host is reached, where it is not by plain TLS. The table is the host’s, without a path [S: resolver.go]. */
export function hostSettings(
  mirrors: readonly Mirror[],
  reader: BuildkitdReader,
  places: Places,
): readonly HostSetting[] {
  const settings = mirrors.flatMap((mirror): HostSetting[] => {
    const { scheme, host: name, port } = endpointOf(mirror)
    const host = hostAndPort(name, port)
    if (scheme === 'http') return [{ host, key: 'http', value: true }]
    if (mirror.insecure) return [{ host, key: 'insecure', value: true }]
    const [authority] = ownAuthorities([mirror], reader.id, reader.scope)
    return authority ? [{ host, key: 'ca', value: targetPath(authority.target, places) }] : []
  })
  return [...new Map(settings.map((setting) => [`${setting.host} ${setting.key}`, setting])).values()]
}

/** The host that two mirrors need to be reached in two ways, which one table cannot say; null where none is. */
export function hostTwice(mirrors: readonly Mirror[], reader: BuildkitdReader, places: Places): string | null {
  const ways = new Map<string, string>()
  for (const mirror of mirrors) {
    const { host, port } = endpointOf(mirror)
    const name = hostAndPort(host, port)
    const way = JSON.stringify(hostSettings([mirror], reader, places))
    if ((ways.get(name) ?? way) !== way) return name
    ways.set(name, way)
  }
  return null
}

/** Whether the host’s own table says already how it is reached, and otherwise. */
export function isReachedOtherwise(before: BuildkitdToml, { host, key, value }: HostSetting): boolean {
  const entry = registryOf(before, host)
  if (!entry) return false
  const said = { http: entry.http, insecure: entry.insecure, ca: entry.ca.length === 0 ? null : entry.ca.join() }
  return said[key] === null ? false : said[key] !== value
}
