import { mirrorEntry, type RegistriesYaml } from '../../codecs/registries-yaml.ts'
import type { HostSetting } from '../../codecs/registries-yaml-edit.ts'
import { nodeAt, valueOf } from '../../codecs/yaml-nodes.ts'
import type { Desired } from '../../engine.ts'
import type { RancherId } from '../../facts.ts'
import { endpointOf, hostAndPort, type Mirror, type Upstream } from '../../registry.ts'
import { targetPath, type Places } from '../../targets.ts'
import { isUpstreamItself } from '../../upstream-itself.ts'
import { ownAuthorities } from '../certificates.ts'
import { hostUrl } from '../hosts-files.ts'

/** The endpoints of our mirrors for an upstream, in order, as registries.yaml spells them. */
export function ourEndpoints(mirrors: readonly Mirror[], upstream: Upstream): readonly string[] {
  return mirrors.filter((mirror) => mirror.upstream === upstream).map((mirror) => hostUrl(mirror))
}

/**
 * What is put before the endpoints of an upstream. An entry of its own takes an upstream out of what `*` says
 * [S: containerd reads one directory a registry], so those endpoints go along; rewritten ones cannot.
 */
export function endpointsFor(desired: Desired, upstream: Upstream, before: RegistriesYaml): readonly string[] {
  const ours = ourEndpoints(desired.mirrors, upstream)
  const star = mirrorEntry(before, '*')
  if (mirrorEntry(before, upstream) || !star || star.rewrites) return ours
  const stay = keeping(desired, upstream)
  return [...ours, ...star.endpoints.filter((endpoint) => !ours.includes(endpoint) && stay(endpoint))]
}

/** Which endpoints of theirs stay behind ours: strict lets none stay that is the upstream itself. */
export function keeping(
  { keepTheirs, strict }: Pick<Desired, 'keepTheirs' | 'strict'>,
  upstream: Upstream,
): (endpoint: string) => boolean {
  return (endpoint) => keepTheirs && !(strict && isUpstreamItself(endpoint, upstream))
}

/** How the hosts of mirrors are verified, where the system’s authorities do not do: one setting a host. */
export function hostSettings(mirrors: readonly Mirror[], engine: RancherId, places: Places): readonly HostSetting[] {
  const settings = mirrors.flatMap((mirror): HostSetting[] => {
    const { host: name, port } = endpointOf(mirror)
    const host = hostAndPort(name, port)
    if (mirror.insecure) return [{ host, key: 'insecure_skip_verify', value: true }]
    const [authority] = ownAuthorities([mirror], engine, 'system')
    return authority ? [{ host, key: 'ca_file', value: targetPath(authority.target, places) }] : []
  })
  return [...new Map(settings.map((setting) => [setting.host, setting])).values()]
}

/** Whether the file says already how a host is verified. */
export function isVerifiedOtherwise(before: RegistriesYaml, { host, key, value }: HostSetting): boolean {
  const tls = valueOf(nodeAt(before.root, ['configs', host, 'tls']))
  if (tls === null || typeof tls !== 'object' || Array.isArray(tls)) return false
  return !(key in tls) || (tls as Readonly<Record<string, unknown>>)[key] !== String(value)
}
