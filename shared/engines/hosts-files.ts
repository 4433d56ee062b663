import {
  formatHostsToml,
  insertHosts,
  parseHostsToml,
  removeHosts,
  type HostTable,
  type HostsToml,
} from '../codecs/hosts-toml.ts'
import { bringBack, serverLines, setAside } from '../codecs/hosts-toml-server.ts'
import type { Parsed } from '../codecs/parsed.ts'
import type { Desired, Effective } from '../engine.ts'
import type { Files } from '../files.ts'
import { notice } from '../notice.ts'
import { withoutOurs, type Refusal } from '../plan.ts'
import { endpointOf, formatEndpoint, type Mirror, type Upstream, upstreamsOf } from '../registry.ts'
import { targetKey, targetPath, type Places, type Target } from '../targets.ts'
import { isUpstreamItself } from '../upstream-itself.ts'
import { ownershipMark, withoutMark } from './ownership.ts'
import { changingFile, openShared, refusingFile, type FilePlan } from './shared-file.ts'

// A blackholed mirror would otherwise hold each pull for 90 to 150 s [measured docker 28.5, containerd 1.6, 2.1].
// containerd before 2.1 passes over the key, and heeds it once it is upgraded.
const dialTimeout = '3s'

/** What differs between engines that read containerd's hosts.toml, one directory an upstream. */
export interface HostsReader {
  /** Whether this mirror can be used by such a file. */
  readonly uses: (mirror: Mirror) => boolean
  /** The file of an upstream. */
  readonly file: (upstream: Upstream) => Target
  /** The upstream whose file of this engine a target is; null for any other target. */
  readonly upstreamOf: (target: Target) => Upstream | null
  /** Where an authority lies; never in an upstream's own directory, where the upstream would be trusted by it. */
  readonly authority: (sha256: string, mirror: Mirror) => Target
}

/** The upstreams of these mirrors whose hosts.toml the engine can use. */
export function usedUpstreams(mirrors: readonly Mirror[], { uses }: HostsReader): readonly Upstream[] {
  return upstreamsOf(mirrors.filter(uses))
}

/** The authorities of mirrors, one file each, which host tables name by `ca`. */
export function hostAuthorities(
  mirrors: readonly Mirror[],
  { uses, authority }: HostsReader,
): readonly { readonly target: Target; readonly pem: string }[] {
  return mirrors
    .filter(uses)
    .flatMap((one) => (one.ca === null ? [] : [{ target: authority(one.ca.sha256, one), pem: one.ca.pem }]))
}

/** Plans `<upstream>/hosts.toml` for every upstream that is mirrored, and clears those that no longer are. */
export function planHosts(files: Files, desired: Desired, reader: HostsReader, places: Places): FilePlan {
  const remembered = files.remembered.flatMap((target) => reader.upstreamOf(target) ?? [])
  const upstreams = [...usedUpstreams(desired.mirrors, reader), ...remembered, ...usedUpstreams(files.owned, reader)]
  const plans = [...new Set(upstreams)].map((upstream) => {
    const named = desired.mirrors.filter((mirror) => mirror.upstream === upstream && reader.uses(mirror))
    return planFile(files, upstream, { ...desired, mirrors: named }, reader, places)
  })
  return {
    changes: plans.flatMap(({ changes }) => changes),
    refused: plans.flatMap(({ refused }) => refused),
    notes: plans.flatMap(({ notes }) => notes),
  }
}

function planFile(
  files: Files,
  upstream: Upstream,
  { mirrors, strict }: Desired,
  reader: HostsReader,
  places: Places,
): FilePlan {
  const target = reader.file(upstream)
  const concerned = mirrors.length > 0 || files.originals.has(targetKey(target))
  const opened = openShared(files, target, places, parseHostsToml)
  if (!opened.ok) return refusingFile(opened.refusal, concerned)
  const { file } = opened
  const { path, current, original } = file
  const owned = files.owned
    .filter((mirror) => mirror.upstream === upstream)
    .map((mirror) => hostTable(mirror, reader, places))
    .flatMap((host) => [host.url, ...serverLines(host)])
  const base = withoutOurs(current, original, (text, entries) =>
    withoutMark(bringBack(removeHosts(text, entries ?? owned), entries ?? owned)),
  )
  const parsed = parseHostsToml(path, base ?? '')
  if (!parsed.ok) return refusingFile(parsed.refusal, concerned)
  const taken = new Set(parsed.value.hosts.map(({ url }) => url))
  const all = mirrors.map((mirror) => hostTable(mirror, reader, places))
  const ours = all.filter(({ url }) => !taken.has(url))
  // Without a server the upstream itself would be the last resort, whatever else the file says.
  const server = strict ? (all.at(-1) ?? null) : null
  const theirs = server === null ? base : withoutUpstream(base, upstream)
  const notes = [
    ...mirrors
      .filter((mirror) => taken.has(hostUrl(mirror)))
      .map(({ url }) => notice('docker-host-named', { path, url })),
    ...(theirs === base ? [] : [notice('strict-set-aside', { path, upstream })]),
  ]
  const after =
    ours.length === 0 && server === null
      ? base
      : theirs === null
        ? `${ownershipMark}\n\n${formatHostsToml(ours, server)}`
        : insertHosts(theirs, ours, server)
  if (after === current.text) return { changes: [], notes, refused: [] }
  const left = server === null ? parsed.value : closedBy(server, parsed.value, upstream)
  const harm = after === null ? null : misread(path, after, { ...left, hosts: [...ours, ...left.hosts] })
  if (harm) return { changes: [], notes, refused: [harm] }
  const entries = [...ours.map(({ url }) => url), ...(server === null ? [] : serverLines(server))]
  return changingFile(file, base, after, entries, notes)
}

function withoutUpstream(text: string | null, upstream: Upstream): string | null {
  return text === null ? null : setAside(text, (url) => isUpstreamItself(url, upstream))
}

function closedBy({ url, table }: HostTable, { hosts }: HostsToml, upstream: Upstream): HostsToml {
  return { server: url, own: table, hosts: hosts.filter((host) => !isUpstreamItself(host.url, upstream)) }
}

// An edit of text is trusted only when it reads back as ours, then theirs, and nothing else changed.
function misread(path: string, after: string, expected: HostsToml): Refusal | null {
  const check: Parsed<HostsToml> = parseHostsToml(path, after)
  if (check.ok && asText(check.value) === asText(expected)) return null
  const place = { path, line: 1, column: 1, why: 'its hosts cannot be told apart safely' }
  return { ...place, notice: notice('docker-hosts-form', place) }
}

// A large whole number in TOML is a BigInt, of which JSON knows nothing.
function asText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part))
}

/** The URL of a host table: a path prefix stands behind `/v2/`, and `override_path` says so. */
export function hostUrl(mirror: Mirror): string {
  const endpoint = endpointOf(mirror)
  return endpoint.path === '' ? mirror.url : `${formatEndpoint({ ...endpoint, path: '' })}/v2/${endpoint.path}`
}

/** The mirror's URL that a host table stands for: the way back from `hostUrl`. */
export function mirrorUrl({ url, table }: HostTable): string {
  const plain = url.replace(/\/+$/, '')
  return table.override_path === true ? plain.replace(/\/v2(?=\/|$)/, '') : plain.replace(/\/v2$/, '')
}

/** What the hosts.toml files below a directory make an engine use; broken ones it passes over. */
export function hostEndpoints(files: Files, directory: string): Effective['endpoints'] {
  return readBelow(files, directory).flatMap(({ upstream, file }) =>
    file.hosts.map((host) => ({ upstream, endpoint: mirrorUrl(host) })),
  )
}

/** The upstreams that no hosts.toml below a directory leads to themselves: those with a server, and hosts, elsewhere. */
export function closedUpstreams(files: Files, directory: string): readonly Upstream[] {
  return readBelow(files, directory).flatMap(({ upstream, file: { server, hosts } }) => {
    const places = [server ?? upstream, ...hosts.map(({ url }) => url)]
    return places.some((url) => isUpstreamItself(url, upstream)) ? [] : [upstream]
  })
}

function readBelow(
  files: Files,
  directory: string,
): readonly { readonly upstream: Upstream; readonly file: HostsToml }[] {
  return [...files.files].flatMap(([path, state]) => {
    const [upstream, name] = path.startsWith(`${directory}/`) ? path.slice(directory.length + 1).split('/') : []
    if (upstream === undefined || upstream === '_default' || name !== 'hosts.toml' || state.kind !== 'text') return []
    const parsed = parseHostsToml(path, state.text)
    return parsed.ok ? [{ upstream, file: parsed.value }] : []
  })
}

function hostTable(mirror: Mirror, { authority }: HostsReader, places: Places): HostTable {
  return {
    url: hostUrl(mirror),
    table: {
      capabilities: ['pull', 'resolve'],
      ...(endpointOf(mirror).path !== '' && { override_path: true }),
      ...(mirror.insecure && { skip_verify: true }),
      ...(mirror.ca && { ca: targetPath(authority(mirror.ca.sha256, mirror), places) }),
      dial_timeout: dialTimeout,
    },
  }
}
