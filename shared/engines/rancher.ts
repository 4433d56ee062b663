import { bareEndpoint, parseRegistriesYaml } from '../codecs/registries-yaml.ts'
import type { Desired, Effective, Engine } from '../engine.ts'
import type { RancherFacts, RancherId } from '../facts.ts'
import { stateOf, type Files, type Input } from '../files.ts'
import { notice } from '../notice.ts'
import { refuse, type Plan, type Reload } from '../plan.ts'
import { upstreamsOf } from '../registry.ts'
import { targetPath, type Places, type Target } from '../targets.ts'
import { isUpstreamItself } from '../upstream-itself.ts'
import { ownAuthorities, planCertificates } from './certificates.ts'
import { hostUrl } from './hosts-files.ts'
import { planRegistries, registriesTarget } from './rancher/registries.ts'
import { isOutrun } from './shared-file.ts'
import { ofEngine } from './remembered.ts'

/**
 * K3s and RKE2: one registries.yaml, from which they write containerd’s hosts.toml at each start. What they make of
 * it is recorded from their documentation and source [S: k3s pkg/agent/containerd/config.go], not measured.
 */
export function rancherFamily(id: RancherId): Engine<RancherFacts> {
  return {
    id,
    scopes: ['system'],
    supports: () => ({ ok: true, note: null }),
    inputs: (facts, places): readonly Input[] => [{ kind: 'file', path: targetPath(registriesTarget(facts), places) }],
    targets: (facts, desired): readonly Target[] => [
      registriesTarget(facts),
      ...ownAuthorities(desired.mirrors, facts.id, 'system').map(({ target }) => target),
    ],
    plan,
    effective,
    spell: (mirror) => hostUrl(mirror),
  }
}

function plan(files: Files, desired: Desired, facts: RancherFacts, places: Places): Plan {
  const { config = null, strict = null } = facts
  const path = targetPath(registriesTarget(facts), places)
  const mine = ofEngine(files, facts.id)
  const file = planRegistries(mine, desired, facts, places)
  const certificates = planCertificates(
    mine,
    ownAuthorities(desired.mirrors, facts.id, 'system'),
    'pullcord-ca',
    'system',
    places,
  )
  const isElsewhere = desired.mirrors.length > 0 && config !== null && config !== path
  const refused = [
    ...(isElsewhere ? [refuse(notice('rancher-elsewhere', { engine: facts.id, config, path }), config)] : []),
    ...file.refused,
    ...certificates.refused,
  ]
  const go = refused.length === 0
  const changes = go ? [...certificates.added, ...file.changes, ...certificates.removed] : []
  return {
    engine: { id: facts.id, scope: facts.scope },
    changes,
    reloads:
      go && (changes.length > 0 || isOutrun(files, registriesTarget(facts), places, facts.running))
        ? restart(facts)
        : [],
    refused,
    notes: [
      ...(desired.strict && desired.mirrors.length > 0 && strict === null
        ? [notice('strict-rancher', { engine: facts.id, upstreams: upstreamsOf(desired.mirrors).join(', ') })]
        : []),
      ...file.notes,
    ],
  }
}

// Its containers belong to shims of containerd, which outlive it [D: k3s “upgrades”, KillMode=process].
function restart({ id, scope, running, unit = id }: RancherFacts): readonly Reload[] {
  if (!running) return []
  const { pid } = running
  const consent = notice('rancher-stale', { engine: id, pid, unit })
  return [{ engine: { id, scope }, how: 'restart', pid, stops: [], consent, expect: null }]
}

function effective(files: Files, facts: RancherFacts, places: Places): Effective {
  const path = targetPath(registriesTarget(facts), places)
  const state = stateOf(files, path)
  if (state.kind === 'refused') return { endpoints: [], problem: state.notice }
  const parsed = parseRegistriesYaml(path, state.kind === 'text' ? state.text : '')
  if (!parsed.ok) return { endpoints: [], problem: parsed.refusal.notice }
  const endpoints = parsed.value.mirrors.flatMap(({ name: upstream, endpoints: listed }) =>
    listed.map((endpoint) => ({ upstream, endpoint: bareEndpoint(endpoint) })),
  )
  const open = endpoints.filter(({ upstream, endpoint }) => isUpstreamItself(endpoint, upstream))
  const closed = facts.strict ? upstreamsOf(endpoints).filter((one) => !upstreamsOf(open).includes(one)) : []
  return { endpoints, closed, problem: null }
}
