import type { Desired, Effective, Engine } from '../engine.ts'
import type { Builder, BuildxFacts } from '../facts.ts'
import { stateOf, type Files, type Input } from '../files.ts'
import { notice } from '../notice.ts'
import { refuse, type Plan, type Reload } from '../plan.ts'
import { targetKey, targetPath, type Places, type Target } from '../targets.ts'
import { effectiveIn, openEnd, planBuildkitd } from './buildkit/registries.ts'
import { mirrorLocation } from './buildkit/wanted.ts'
import { commandLine, isMadeWith } from './buildx/builders.ts'
import { ownAuthorities, planCertificates } from './certificates.ts'
import { ofEngine } from './remembered.ts'

/**
 * The builders of docker buildx that live in containers. Each takes the configuration at its making into the
 * container, with the certificates that it names [measured 0.29]; what BuildKit makes of it is recorded.
 */
export const buildx: Engine<BuildxFacts> = {
  id: 'buildx',
  scopes: ['user'],
  supports: () => ({ ok: true, note: null }),
  inputs: (_, places): readonly Input[] => [{ kind: 'file', path: targetPath(config, places) }],
  targets: (facts, desired): readonly Target[] => [
    config,
    ...ownAuthorities(desired.mirrors, facts.id, facts.scope).map(({ target }) => target),
  ],
  plan,
  effective: (files, _, places): Effective => effectiveIn(files, config, places),
  spell: (mirror) => mirrorLocation(mirror),
}

const config: Target = { kind: 'buildx-default-toml', scope: 'user' }

function plan(files: Files, desired: Desired, facts: BuildxFacts, places: Places): Plan {
  const path = targetPath(config, places)
  const mine = ofEngine(files, facts.id)
  const file = planBuildkitd(mine, config, desired, facts, places)
  const certificates = planCertificates(
    mine,
    ownAuthorities(desired.mirrors, facts.id, facts.scope),
    'pullcord-ca',
    'user',
    places,
  )
  const wanted = desired.mirrors.length > 0
  const { environment = [], builders } = facts
  const hindrances = wanted ? environment.map((variable) => refuse(notice('buildx-environment', { variable }))) : []
  const refused = [...hindrances, ...file.refused, ...certificates.refused]
  const go = refused.length === 0
  const state = stateOf(files, path)
  const original = files.originals.get(targetKey(config))
  const present = state.kind === 'text' ? state.text : null
  const [change] = file.changes
  const after = change ? change.after : present
  // Made by the default of a day that is known. Any other was made with a configuration of its own.
  const known = [present, after, change?.base ?? null, original?.before ?? null, null]
  const old = builders.filter((builder) => !isMadeWith(builder, after))
  const stale = old.filter((builder) => known.some((text) => isMadeWith(builder, text)))
  const own = old.filter((builder) => !stale.includes(builder)).map(({ name }) => name)
  const concerned = file.changes.length > 0 || original !== undefined
  return {
    engine: { id: facts.id, scope: facts.scope },
    changes: go ? [...certificates.added, ...file.changes, ...certificates.removed] : [],
    reloads: go && concerned ? recreate(stale, facts) : [],
    refused,
    notes: [
      ...openEnd(desired),
      ...file.notes,
      ...(wanted && own.length > 0 ? [notice('buildx-own-config', { names: own.join(', '), path })] : []),
    ],
  }
}

// A builder is no process: its name stands among what stops, and it is found again by that.
function recreate(stale: readonly Builder[], { id, scope }: BuildxFacts): readonly Reload[] {
  if (stale.length === 0) return []
  const stops = stale.map(({ name }) => name)
  const command = stale.map(commandLine).join(' && ')
  const consent = notice('buildx-recreate', { names: stops.join(', '), command })
  return [{ engine: { id, scope }, how: 'restart', pid: 0, stops, consent, expect: null }]
}
