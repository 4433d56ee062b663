import { parseDaemonJson } from '../codecs/daemon-json.ts'
import { noMirrors, type Desired, type Effective, type Engine } from '../engine.ts'
import type { DockerFacts } from '../facts.ts'
import { flagValue } from '../flags.ts'
import { stateOf, type Files, type Input } from '../files.ts'
import { notice } from '../notice.ts'
import { refuse, type Change, type Plan } from '../plan.ts'
import type { Mirror } from '../registry.ts'
import { dockerDirectories, targetPath, type Places, type Target } from '../targets.ts'
import { planCertificates } from './certificates.ts'
import { hostsReader, mirroredUpstreams, planHostsFiles } from './docker/hosts-files.ts'
import { planMirrorList } from './docker/mirror-list.ts'
import { listedMirrors, readsHostsToml, readsMirrorList, supports } from './docker/rules.ts'
import { isClosable, strictness } from './docker/strictness.ts'
import { filesOfLayout, formerLayouts, hostAuthority, listTarget, seatOf } from './docker/seat.ts'
import { closedUpstreams, hostAuthorities, hostEndpoints } from './hosts-files.ts'
import { ofEngine } from './remembered.ts'

/** Docker Engines: daemon.json, and from Engine 28 on hosts.toml for every upstream. A user's is rootless, or Desktop. */
export const docker: Engine<DockerFacts> = {
  id: 'docker',
  scopes: ['user', 'system'],
  supports,
  inputs,
  targets,
  plan,
  effective,
  spell,
}

function inputs(facts: DockerFacts, places: Places): readonly Input[] {
  const hubHosts: Target = { kind: 'docker-hosts-toml', ...seatOf(facts), upstream: 'docker.io' }
  const read = readsHostsToml(facts) ? [listTarget(facts), hubHosts] : [listTarget(facts)]
  return read.map((target) => ({ kind: 'file', path: targetPath(target, places) }))
}

function targets(facts: DockerFacts, desired: Desired): readonly Target[] {
  const hosts = mirroredUpstreams(desired.mirrors, facts).map((upstream): Target => ({
    kind: 'docker-hosts-toml',
    ...seatOf(facts),
    upstream,
  }))
  const list = readsMirrorList(facts) ? [listTarget(facts)] : []
  return [...list, ...hosts, ...authorities(facts, desired).map(({ target }) => target)]
}

// For hosts.toml: one file an authority, named there by `ca`. For daemon.json: the mirror's own directory in certs.d.
function authorities(facts: DockerFacts, { mirrors }: Desired): ReturnType<typeof hostAuthorities> {
  const listed = listedMirrors(mirrors, facts).flatMap((mirror) =>
    mirror.ca === null ? [] : [{ target: hostAuthority(mirror, facts), pem: mirror.ca.pem }],
  )
  return [...hostAuthorities(mirrors, hostsReader(facts)), ...listed]
}

function plan(all: Files, desired: Desired, facts: DockerFacts, places: Places): Plan {
  const other = otherConfig(facts, places)
  const files = ofEngine(all, facts.id)
  const here = filesOfLayout(files, facts)
  const list = planMirrorList(here, desired, facts, places)
  const hosts = planHostsFiles(here, desired, facts, places)
  const certificates = (['pullcord-ca', 'docker-ca'] as const).map((kind) => {
    const wanted = authorities(facts, desired).filter(({ target }) => target.kind === kind)
    return planCertificates(files, wanted, kind, facts.scope, places)
  })
  const former = formerLayouts(files, facts).map((layout) => leaveLayout(files, { ...facts, layout }, places))
  // Its environment moves certs.d as well.
  const displaced = list.changes.length > 0 || (Boolean(facts.config) && hosts.changes.length > 0)
  const elsewhere =
    other !== null && desired.mirrors.length > 0 && displaced
      ? [refuse(notice('docker-other-config', { config: other, path: targetPath(listTarget(facts), places) }))]
      : []
  const parts = [list, hosts, ...certificates, ...former]
  const refused = [...elsewhere, ...parts.flatMap((part) => part.refused)]
  const go = refused.length === 0
  const support = desired.mirrors.map((mirror) => supports(mirror, facts))
  const away = desired.mirrors.length > 0 && facts.elsewhere ? [facts.elsewhere] : []
  const late = [...hosts.changes.filter(leaves), ...certificates.flatMap(({ removed }) => removed)]
  return {
    engine: { id: facts.id, scope: facts.scope },
    changes: go
      ? [
          ...certificates.flatMap(({ added }) => added),
          ...hosts.changes.filter((change) => !leaves(change)),
          ...list.changes,
          ...late.map((change): Change => ({ ...change, late: list.reloads.length > 0 })),
          ...former.flatMap(({ changes }) => changes),
        ]
      : [],
    reloads: go ? list.reloads : [],
    refused,
    notes: [
      ...strictness(desired, facts),
      ...support.flatMap((told) => (told.ok ? (told.note ?? []) : told.notice)),
      ...away,
      ...list.notes,
      ...hosts.notes,
    ],
  }
}

// What stands where a Docker Engine of another layout looked is put back, whatever is wanted of this one.
function leaveLayout(files: Files, facts: DockerFacts, places: Places): Pick<Plan, 'changes' | 'refused'> {
  const off: Desired = noMirrors
  const left: DockerFacts = { ...facts, running: null }
  const mine = filesOfLayout(files, left)
  const lists = mine.remembered.some(({ kind }) => kind === 'docker-daemon-json')
  const list = lists ? [planMirrorList(mine, off, left, places)] : []
  const parts = [...list, planHostsFiles(mine, off, left, places)]
  return { changes: parts.flatMap(({ changes }) => changes), refused: parts.flatMap(({ refused }) => refused) }
}

// Without its hosts.toml, a dockerd that still has the mirror loaded trusts the hub as little as the mirror.
function leaves({ base, after }: Change): boolean {
  return base === after
}

function otherConfig(facts: DockerFacts, places: Places): string | null {
  const path = flagValue(facts.flags, ['--config-file'])
  if (path === null) return facts.config ?? null
  // The snap names its present revision, to which “current” leads.
  const plain = facts.layout === 'snap' ? path.replace(/^(\/var\/snap\/docker\/)\w+\//, '$1current/') : path
  return plain === targetPath(listTarget(facts), places) ? null : path
}

// With hosts for docker.io in hosts.toml, BuildKit and the containerd store pass over daemon.json's list;
// the classic store goes by that list alone [measured 28.5].
function effective(files: Files, facts: DockerFacts, places: Places): Effective {
  const { certificates } = dockerDirectories(facts.layout ?? 'default', places)
  const named = readsHostsToml(facts) ? hostEndpoints(files, certificates) : []
  const path = targetPath(listTarget(facts), places)
  const state = stateOf(files, path)
  const parsed = state.kind === 'text' && state.text.trim() !== '' ? parseDaemonJson(path, state.text) : null
  if (state.kind === 'refused') return { endpoints: [], problem: state.notice }
  if (parsed && !parsed.ok) return { endpoints: [], problem: parsed.refusal.notice }
  const listed = parsed?.value.lists['registry-mirrors']?.items ?? []
  const fromList = listed.map(({ value }) => ({ upstream: 'docker.io', endpoint: value.replace(/\/+$/, '') }))
  const hubByHosts = facts.store !== 'classic' && named.some(({ upstream }) => upstream === 'docker.io')
  const others = named.filter(({ upstream }) => upstream !== 'docker.io')
  const hub = hubByHosts ? named.filter(({ upstream }) => upstream === 'docker.io') : fromList
  const closed = isClosable(facts) ? closedUpstreams(files, certificates) : []
  return { endpoints: [...hub, ...others], closed, problem: null }
}

function spell(mirror: Mirror, facts: DockerFacts): string | null {
  return supports(mirror, facts).ok ? mirror.url : null
}
