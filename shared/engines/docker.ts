import { parseDaemonJson } from '../codecs/daemon-json.ts'
import { parseHostsToml } from '../codecs/hosts-toml.ts'
import type { Desired, Effective, Engine } from '../engine.ts'
import type { DockerFacts } from '../facts.ts'
import { stateOf, type FileState, type Files, type Input } from '../files.ts'
import { notice } from '../notice.ts'
import { refuse, type Change, type Plan } from '../plan.ts'
import { endpointOf, hostAndPort, type Mirror } from '../registry.ts'
import { targetPath, type Places, type Target } from '../targets.ts'
import { planCertificates } from './certificates.ts'
import { authorityTarget, mirroredUpstreams, mirrorUrl, planHostsFiles } from './docker/hosts-files.ts'
import { planMirrorList } from './docker/mirror-list.ts'
import { listedMirrors, readsHostsToml, readsMirrorList, supports } from './docker/rules.ts'

/** dockerd, rootful on Linux: daemon.json, and from Engine 28 on hosts.toml for every upstream. */
export const docker: Engine<DockerFacts> = {
  id: 'docker',
  scopes: ['system'],
  supports,
  inputs,
  targets,
  plan,
  effective,
  spell,
}

const daemonJson: Target = { kind: 'docker-daemon-json', scope: 'system' }
const hubHosts: Target = { kind: 'docker-hosts-toml', scope: 'system', upstream: 'docker.io' }

function inputs(facts: DockerFacts, places: Places): readonly Input[] {
  const read = readsHostsToml(facts) ? [daemonJson, hubHosts] : [daemonJson]
  return read.map((target) => ({ kind: 'file', path: targetPath(target, places) }))
}

function targets(facts: DockerFacts, desired: Desired): readonly Target[] {
  const hosts = mirroredUpstreams(desired.mirrors, facts).map((upstream): Target => ({
    kind: 'docker-hosts-toml',
    scope: 'system',
    upstream,
  }))
  const list = readsMirrorList(facts) ? [daemonJson] : []
  return [
    ...list,
    ...hosts,
    ...authorities(facts, desired).map(({ target }) => target),
    ...hostAuthorities(facts, desired).map(({ target }) => target),
  ]
}

// For hosts.toml: one file an authority, named there by `ca`.
function authorities(facts: DockerFacts, desired: Desired): readonly { target: Target; pem: string }[] {
  if (!readsHostsToml(facts)) return []
  const used = desired.mirrors.filter((mirror) => supports(mirror, facts).ok)
  return used.flatMap(({ ca }) => (ca === null ? [] : [{ target: authorityTarget(ca.sha256), pem: ca.pem }]))
}

// For daemon.json: the mirror's own directory in certs.d.
function hostAuthorities(facts: DockerFacts, desired: Desired): readonly { target: Target; pem: string }[] {
  return listedMirrors(desired.mirrors, facts).flatMap((mirror) => {
    const { host, port } = endpointOf(mirror)
    if (mirror.ca === null) return []
    return [{ target: { kind: 'docker-ca', scope: 'system', host: hostAndPort(host, port) }, pem: mirror.ca.pem }]
  })
}

function plan(files: Files, desired: Desired, facts: DockerFacts, places: Places): Plan {
  const other = otherConfig(facts)
  const list = planMirrorList(files, desired, facts, places)
  const hosts = planHostsFiles(files, desired, facts, places)
  const forHosts = planCertificates(files, authorities(facts, desired), 'pullcord-ca', 'system', places)
  const forList = planCertificates(files, hostAuthorities(facts, desired), 'docker-ca', 'system', places)
  const elsewhere =
    other !== null && desired.mirrors.length > 0 && list.changes.length > 0
      ? [refuse(notice('docker-other-config', { config: other }))]
      : []
  const refused = [...elsewhere, ...list.refused, ...hosts.refused, ...forHosts.refused, ...forList.refused]
  const go = refused.length === 0
  const support = desired.mirrors.map((mirror) => supports(mirror, facts))
  return {
    engine: { id: facts.id, scope: facts.scope },
    changes: go
      ? [
          ...forHosts.added,
          ...forList.added,
          ...hosts.changes.filter((change) => !leaves(change)),
          ...list.changes,
          ...[...hosts.changes.filter(leaves), ...forHosts.removed, ...forList.removed].map((change): Change => ({
            ...change,
            late: list.reloads.length > 0,
          })),
        ]
      : [],
    reloads: go ? list.reloads : [],
    refused,
    notes: [...support.flatMap((told) => (told.ok ? (told.note ?? []) : told.notice)), ...list.notes, ...hosts.notes],
  }
}

// Without its hosts.toml, a dockerd that still has the mirror loaded trusts the hub as little as the mirror.
function leaves({ base, after }: Change): boolean {
  return base === after
}

function otherConfig({ flags }: DockerFacts): string | null {
  const at = flags.findIndex((flag) => flag === '--config-file' || flag.startsWith('--config-file='))
  if (at < 0) return null
  const path = flags[at]!.includes('=') ? flags[at]!.slice('--config-file='.length) : (flags[at + 1] ?? '')
  return path === '/etc/docker/daemon.json' ? null : path
}

// With hosts for docker.io in hosts.toml, BuildKit and the containerd store pass over daemon.json's list;
// the classic store goes by that list alone [measured 28.5].
function effective(files: Files, facts: DockerFacts, places: Places): Effective {
  const named = readsHostsToml(facts) ? [...files.files].flatMap(([path, state]) => fromHosts(path, state)) : []
  const path = targetPath(daemonJson, places)
  const state = stateOf(files, path)
  const parsed = state.kind === 'text' && state.text.trim() !== '' ? parseDaemonJson(path, state.text) : null
  if (state.kind === 'refused') return { endpoints: [], problem: state.notice }
  if (parsed && !parsed.ok) return { endpoints: [], problem: parsed.refusal.notice }
  const listed = parsed?.value.lists['registry-mirrors']?.items ?? []
  const fromList = listed.map(({ value }) => ({ upstream: 'docker.io', endpoint: value.replace(/\/+$/, '') }))
  const hubByHosts = facts.store !== 'classic' && named.some(({ upstream }) => upstream === 'docker.io')
  const others = named.filter(({ upstream }) => upstream !== 'docker.io')
  const hub = hubByHosts ? named.filter(({ upstream }) => upstream === 'docker.io') : fromList
  return { endpoints: [...hub, ...others], problem: null }
}

function fromHosts(path: string, state: FileState): Effective['endpoints'] {
  const upstream = /^\/etc\/docker\/certs\.d\/([^/]+)\/hosts\.toml$/.exec(path)?.[1]
  if (upstream === undefined || state.kind !== 'text') return []
  const parsed = parseHostsToml(path, state.text)
  return parsed.ok ? parsed.value.hosts.map((host) => ({ upstream, endpoint: mirrorUrl(host) })) : []
}

function spell(mirror: Mirror, facts: DockerFacts): string | null {
  return supports(mirror, facts).ok ? mirror.url : null
}
