import { parseHostsToml } from '../codecs/hosts-toml.ts'
import type { Desired, Effective, Engine, Scope, Support } from '../engine.ts'
import type { ContainerdFacts, ContainerdId } from '../facts.ts'
import { stateOf, type Files, type Input } from '../files.ts'
import { notice, type Notice } from '../notice.ts'
import type { Change, Plan } from '../plan.ts'
import { endpointOf, isLoopback, type Mirror } from '../registry.ts'
import { hostsDirectory, targetPath, type Places, type Target } from '../targets.ts'
import { planCertificates } from './certificates.ts'
import { planConfigPath } from './containerd/config-path.ts'
import { configTarget, importDirectory, readConfig } from './containerd/config.ts'
import {
  closedUpstreams,
  hostAuthorities,
  hostEndpoints,
  planHosts,
  usedUpstreams,
  type HostsReader,
} from './hosts-files.ts'
import { ofEngine } from './remembered.ts'

/** containerd and its kin: one hosts.toml an upstream, read at each pull. */
export function containerdFamily(id: ContainerdId, scope: Scope): Engine<ContainerdFacts> {
  return {
    id,
    scopes: [scope],
    supports,
    inputs,
    targets,
    plan,
    effective,
    spell: (mirror, facts) => (supports(mirror, facts).ok ? mirror.url : null),
  }
}

// Rootless containerd pulls from inside a network of its own [FACTS: nerdctl].
function supports(mirror: Mirror, { id }: ContainerdFacts): Support {
  const { host } = endpointOf(mirror)
  if (id === 'nerdctl' && isLoopback(host)) return { ok: false, notice: notice('nerdctl-loopback', { host }) }
  return { ok: true, note: null }
}

function reader(facts: ContainerdFacts): HostsReader {
  const { id, scope } = facts
  return {
    uses: (mirror) => supports(mirror, facts).ok,
    file: (upstream) => hostsTarget(facts, upstream),
    upstreamOf: (target) => (target.kind === 'containerd-hosts-toml' && target.engine === id ? target.upstream : null),
    authority: (sha256) => ({ kind: 'pullcord-ca', scope, engine: id, sha256 }),
  }
}

function hostsTarget({ id, scope }: ContainerdFacts, upstream: string): Target {
  return { kind: 'containerd-hosts-toml', scope, engine: id, upstream }
}

// Used for every registry that has no directory of its own. It is looked at, and never written.
function fallback({ id }: ContainerdFacts, places: Places): string {
  return `${hostsDirectory(id, places)}/_default/hosts.toml`
}

function inputs(facts: ContainerdFacts, places: Places): readonly Input[] {
  const hosts = [targetPath(hostsTarget(facts, 'docker.io'), places), fallback(facts, places)]
  const config: readonly Input[] =
    facts.id === 'containerd'
      ? [
          { kind: 'file', path: targetPath(configTarget, places) },
          { kind: 'directory', path: importDirectory, ending: '.toml' },
        ]
      : []
  return [...hosts.map((path): Input => ({ kind: 'file', path })), ...config]
}

function targets(facts: ContainerdFacts, { mirrors }: Desired): readonly Target[] {
  return [
    ...usedUpstreams(mirrors, reader(facts)).map((upstream) => hostsTarget(facts, upstream)),
    ...hostAuthorities(mirrors, reader(facts)).map(({ target }) => target),
    ...(facts.id === 'containerd' ? [configTarget] : []),
  ]
}

function plan(all: Files, desired: Desired, facts: ContainerdFacts, places: Places): Plan {
  const files = ofEngine(all, facts.id)
  const reads = reader(facts)
  const hosts = planHosts(files, desired, reads, places)
  const wanted = desired.mirrors.some(reads.uses)
  const config = facts.id === 'containerd' ? planConfigPath(files, wanted, facts, places) : null
  const authorities = hostAuthorities(desired.mirrors, reads)
  const certificates = planCertificates(files, authorities, 'pullcord-ca', facts.scope, places)
  const refused = [...hosts.refused, ...(config?.refused ?? []), ...certificates.refused]
  const go = refused.length === 0
  const support = desired.mirrors.map((mirror) => supports(mirror, facts))
  const restart = facts.id === 'microk8s' && wanted && hosts.changes.length > 0 ? [notice('microk8s-restart')] : []
  return {
    engine: { id: facts.id, scope: facts.scope },
    changes: go ? [...certificates.added, ...hosts.changes, ...(config?.changes ?? []), ...certificates.removed] : [],
    reloads: go ? (config?.reloads ?? []) : [],
    refused,
    notes: [
      ...closing(desired, facts),
      ...support.flatMap((told) => (told.ok ? (told.note ?? []) : told.notice)),
      ...hosts.notes,
      ...hosts.changes.flatMap((change) => warnings(change, files, facts, places)),
      ...(config?.notes ?? []),
      ...restart,
    ],
  }
}

function closing({ mirrors, strict }: Desired, facts: ContainerdFacts): readonly Notice[] {
  const upstreams = strict ? usedUpstreams(mirrors, reader(facts)) : []
  return upstreams.length === 0 ? [] : [notice('strict-hosts', { engine: facts.id, upstreams: upstreams.join(', ') })]
}

function warnings(
  { target, path, base, after }: Change,
  files: Files,
  facts: ContainerdFacts,
  places: Places,
): readonly Notice[] {
  if (target.kind !== 'containerd-hosts-toml' || after === null || after === base) return []
  const other = fallback(facts, places)
  if (base === null && stateOf(files, other).kind !== 'absent')
    return [notice('containerd-default-shadowed', { upstream: target.upstream, path, fallback: other })]
  const parsed = parseHostsToml(path, base ?? '')
  if (!parsed.ok) return []
  // The stock file of MicroK8s has it too, behind the hub itself as a host.
  const { server, hosts } = parsed.value
  const isHub = hosts.some(({ url }) => /^https:\/\/registry-1\.docker\.io(?:\/|$)/.test(url))
  const leadsAstray = server !== null && /^https?:\/\/docker\.io\/?$/.test(server) && !isHub
  return leadsAstray ? [notice('containerd-server-docker-io', { path })] : []
}

function effective(files: Files, facts: ContainerdFacts, places: Places): Effective {
  const directory = hostsDirectory(facts.id, places)
  const endpoints = hostEndpoints(files, directory)
  const problem = endpoints.length === 0 || facts.id !== 'containerd' ? null : unread(files, facts, places)
  return problem ? { endpoints: [], problem } : { endpoints, closed: closedUpstreams(files, directory), problem }
}

// nerdctl and “ctr --hosts-dir” look into the directory whatever the configuration says.
function unread(files: Files, facts: ContainerdFacts, places: Places): Notice | null {
  if (facts.readers?.includes('nerdctl')) return null
  if (typeof facts.config === 'string') return notice('containerd-other-config', { config: facts.config })
  const read = readConfig(files, facts, places)
  if (!read.ok) return read.refusal.notice.code === 'file-forbidden' ? null : read.refusal.notice
  const { reads, criOff, objection } = read.sight
  if (reads || criOff !== null) return null
  return objection?.notice ?? notice('containerd-not-read', { directory: hostsDirectory('containerd', places) })
}
