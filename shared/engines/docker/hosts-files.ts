import {
  formatHosts,
  insertHosts,
  parseHostsToml,
  removeHosts,
  type HostTable,
  type HostsToml,
} from '../../codecs/hosts-toml.ts'
import type { Parsed } from '../../codecs/parsed.ts'
import type { Desired } from '../../engine.ts'
import type { DockerFacts } from '../../facts.ts'
import { stateOf, type Files } from '../../files.ts'
import { notice, type Notice } from '../../notice.ts'
import { refuse, textOf, withoutOurs, type Change, type Refusal } from '../../plan.ts'
import { endpointOf, formatEndpoint, type Mirror, type Upstream } from '../../registry.ts'
import { targetKey, targetPath, type Places, type Target } from '../../targets.ts'
import { ownershipMark, withoutMark } from '../ownership.ts'
import { readsHostsToml, supports } from './rules.ts'

// A blackholed mirror would otherwise hold each pull for 120 s [measured 28.5]; older parsers pass over the key.
const dialTimeout = '3s'

/** The changes of all hosts.toml files. */
export interface HostsFilesPlan {
  readonly changes: readonly Change[]
  readonly refused: readonly Refusal[]
  readonly notes: readonly Notice[]
}

/** The upstreams whose hosts.toml this engine can use. */
export function mirroredUpstreams(mirrors: readonly Mirror[], facts: DockerFacts): readonly Upstream[] {
  if (!readsHostsToml(facts)) return []
  return [...new Set(mirrors.filter((mirror) => supports(mirror, facts).ok).map(({ upstream }) => upstream))]
}

/** Where the authority of a mirror lies; never in an upstream's own directory, where the upstream would be trusted by it. */
export function authorityTarget(sha256: string): Target {
  return { kind: 'pullcord-ca', scope: 'system', sha256 }
}

/** Plans `certs.d/<upstream>/hosts.toml` for every upstream that is mirrored, and clears those that no longer are. */
export function planHostsFiles(files: Files, desired: Desired, facts: DockerFacts, places: Places): HostsFilesPlan {
  const upstreams = mirroredUpstreams(desired.mirrors, facts)
  const remembered = files.remembered.flatMap((target) =>
    target.kind === 'docker-hosts-toml' ? [target.upstream] : [],
  )
  const owned = mirroredUpstreams(files.owned, facts)
  const plans = [...new Set([...upstreams, ...remembered, ...owned])].map((upstream) => {
    const named = desired.mirrors.filter((mirror) => mirror.upstream === upstream && supports(mirror, facts).ok)
    return planFile(files, upstream, readsHostsToml(facts) ? named : [], places)
  })
  return {
    changes: plans.flatMap(({ changes }) => changes),
    refused: plans.flatMap(({ refused }) => refused),
    notes: plans.flatMap(({ notes }) => notes),
  }
}

function planFile(files: Files, upstream: Upstream, mirrors: readonly Mirror[], places: Places): HostsFilesPlan {
  const target: Target = { kind: 'docker-hosts-toml', scope: 'system', upstream }
  const path = targetPath(target, places)
  const state = stateOf(files, path)
  const current = textOf(state)
  const original = files.originals.get(targetKey(target))
  // A broken file is refused where we have a part in it, or want one.
  const refusing = (refusal: Refusal): HostsFilesPlan => {
    return { changes: [], notes: [], refused: mirrors.length > 0 || original ? [refusal] : [] }
  }
  if (!current)
    return refusing(refuse(state.kind === 'refused' ? state.notice : notice('file-not-regular', { path }), path))
  const readable = parseHostsToml(path, current.text ?? '')
  if (!readable.ok) return refusing(readable.refusal)
  const owned = files.owned.filter((mirror) => mirror.upstream === upstream).map((mirror) => hostUrl(mirror))
  const base = withoutOurs(current, original, (text, entries) => withoutMark(removeHosts(text, entries ?? owned)))
  const parsed = parseHostsToml(path, base ?? '')
  if (!parsed.ok) return refusing(parsed.refusal)
  const taken = new Set(parsed.value.hosts.map(({ url }) => url))
  const notes = mirrors
    .filter((mirror) => taken.has(hostUrl(mirror)))
    .map(({ url }) => notice('docker-host-named', { path, url }))
  const ours = mirrors.map((mirror) => hostTable(mirror, places)).filter(({ url }) => !taken.has(url))
  const after =
    ours.length === 0 ? base : base === null ? `${ownershipMark}\n\n${formatHosts(ours)}` : insertHosts(base, ours)
  if (after === current.text) return { changes: [], notes, refused: [] }
  const harm = after === null ? null : misread(path, after, ours, parsed.value)
  if (harm) return { changes: [], notes, refused: [harm] }
  const { digest: before, text: beforeText } = current
  const entries = ours.map(({ url }) => url)
  return { changes: [{ target, path, before, beforeText, base, after, via: null, entries }], notes, refused: [] }
}

// An edit of text is trusted only when it reads back as ours, then theirs, and nothing else changed.
function misread(path: string, after: string, ours: readonly HostTable[], theirs: HostsToml): Refusal | null {
  const check: Parsed<HostsToml> = parseHostsToml(path, after)
  const expected: HostsToml = { server: theirs.server, hosts: [...ours, ...theirs.hosts] }
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

function hostTable(mirror: Mirror, places: Places): HostTable {
  const authority = mirror.ca && { ca: targetPath(authorityTarget(mirror.ca.sha256), places) }
  return {
    url: hostUrl(mirror),
    table: {
      capabilities: ['pull', 'resolve'],
      ...(endpointOf(mirror).path !== '' && { override_path: true }),
      ...(mirror.insecure && { skip_verify: true }),
      ...authority,
      dial_timeout: dialTimeout,
    },
  }
}
