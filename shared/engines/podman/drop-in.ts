import {
  formatRegistriesConf,
  parseRegistriesConf,
  removeRegistryTables,
  type RegistryTable,
} from '../../codecs/registries-conf.ts'
import type { Desired } from '../../engine.ts'
import { endpointOf, hostAndPort, type Mirror } from '../../registry.ts'
import { isUpstreamItself } from '../../upstream-itself.ts'
import { ownershipMark, withoutMark } from '../ownership.ts'

/**
 * `host:port/path`, as podman writes a mirror; null for an IPv6 address, which it accepts and then fails on.
 * A single label is a host to podman only with a port, so the scheme's own is written out [measured 4.3–6.1].
 */
export function podmanLocation(mirror: Mirror): string | null {
  const { scheme, host, port, path } = endpointOf(mirror)
  if (host.includes(':')) return null
  const bare = !host.includes('.') && host !== 'localhost'
  const written = port ?? (bare ? (scheme === 'http' ? 80 : 443) : null)
  return hostAndPort(host, written) + (path === '' ? '' : `/${path}`)
}

const hostPart = /^(?:localhost|[A-Za-z0-9-]+(?=:\d)|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?::\d+)?$/
const pathPart = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/

/** Whether podman can pull by this location; others pass in “podman info”, and every pull fails [measured 4.3–6.1]. */
export function isUsableLocation(location: string): boolean {
  const [host = '', ...path] = location.split('/')
  return hostPart.test(host) && path.every((part) => pathPart.test(part))
}

/** Which of their mirrors stay behind ours: strict lets none stay that is the upstream itself. */
export function keptMirrors(
  upstream: string,
  { keepTheirs, strict }: Pick<Desired, 'keepTheirs' | 'strict'>,
  theirs: Pick<RegistryTable, 'mirrors'> | undefined,
): RegistryTable['mirrors'] {
  const usable = keepTheirs ? (theirs?.mirrors ?? []).filter(({ location }) => isUsableLocation(location)) : []
  return strict ? usable.filter(({ location }) => !isUpstreamItself(location, upstream)) : usable
}

/**
 * The table for one upstream: our mirrors first, then the user's own unless told otherwise. What their table
 * says of the upstream itself (another location, TLS not verified) stays in force. A block stops the upstream alone,
 * its mirrors serve on [measured 4.3–6.1].
 */
export function tableFor(upstream: string, desired: Desired, theirs: RegistryTable | undefined): RegistryTable {
  const ours = desired.mirrors.flatMap((mirror) => {
    const location = mirror.upstream === upstream ? podmanLocation(mirror) : null
    // For podman a mirror by plain http is an insecure one; without the flag it is passed over in silence.
    const insecure = mirror.insecure || mirror.url.startsWith('http:')
    return location === null ? [] : [{ location, insecure, pullFromMirror: null }]
  })
  const named = new Set(ours.map(({ location }) => location))
  const others = keptMirrors(upstream, desired, theirs).filter(({ location }) => !named.has(location))
  const kept = others.map((mirror) => ({
    ...mirror,
    pullFromMirror: mirror.pullFromMirror ?? (theirs?.mirrorByDigestOnly ? 'digest-only' : null),
  }))
  return {
    prefix: upstream,
    location: theirs?.location ?? upstream,
    insecure: theirs?.insecure ?? false,
    blocked: desired.strict,
    mirrorByDigestOnly: false,
    mirrors: [...ours, ...kept],
  }
}

/** The drop-in's text; what someone added to an earlier one stays below. Parsed back before it is trusted. */
export function formatDropIn(tables: readonly RegistryTable[], added: string | null): string {
  const text = `${ownershipMark}\n\n${formatRegistriesConf(tables)}${added === null ? '' : `\n${added}`}`
  const check = parseRegistriesConf('drop-in', text)
  if (!check.ok) throw new Error(`a drop-in was generated that does not parse: ${check.refusal.notice.message}`)
  return text
}

/** What is left of a drop-in without our tables, by prefix or all there are; null when nothing but our mark remains. */
export function withoutOurTables(text: string, prefixes: readonly string[] | null): string | null {
  if (prefixes === null) return text.startsWith(ownershipMark) ? null : text
  return withoutMark(removeRegistryTables(text, prefixes))
}
