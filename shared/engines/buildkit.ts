import type { Desired, Effective, Engine } from '../engine.ts'
import type { BuildkitFacts } from '../facts.ts'
import type { Files, Input } from '../files.ts'
import { notice } from '../notice.ts'
import { refuse, type Plan, type Reload } from '../plan.ts'
import { targetPath, type Places, type Target } from '../targets.ts'
import { effectiveIn, openEnd, planBuildkitd } from './buildkit/registries.ts'
import { mirrorLocation } from './buildkit/wanted.ts'
import { ownAuthorities, planCertificates } from './certificates.ts'
import { isOutrun } from './shared-file.ts'
import { ofEngine } from './remembered.ts'

/**
 * BuildKit as a daemon with a buildkitd.toml of its own, which it reads at its start alone. What it makes of the
 * file is recorded from its documentation and source, not measured: no Debian package has a buildkitd.
 */
export const buildkit: Engine<BuildkitFacts> = {
  id: 'buildkit',
  scopes: ['user', 'system'],
  supports: () => ({ ok: true, note: null }),
  inputs: (facts, places): readonly Input[] => [{ kind: 'file', path: targetPath(config(facts), places) }],
  targets: (facts, desired): readonly Target[] => [
    config(facts),
    ...ownAuthorities(desired.mirrors, facts.id, facts.scope).map(({ target }) => target),
  ],
  plan,
  effective: (files, facts, places): Effective => effectiveIn(files, config(facts), places),
  spell: (mirror) => mirrorLocation(mirror),
}

function config({ scope }: BuildkitFacts): Target {
  return { kind: 'buildkitd-toml', scope }
}

function plan(files: Files, desired: Desired, facts: BuildkitFacts, places: Places): Plan {
  const path = targetPath(config(facts), places)
  const mine = ofEngine(files, facts.id)
  const file = planBuildkitd(mine, config(facts), desired, facts, places)
  const certificates = planCertificates(
    mine,
    ownAuthorities(desired.mirrors, facts.id, facts.scope),
    'pullcord-ca',
    facts.scope,
    places,
  )
  const other = facts.config ?? path
  const isElsewhere = desired.mirrors.length > 0 && other !== path
  const refused = [
    ...(isElsewhere ? [refuse(notice('buildkit-elsewhere', { config: other, path }), other)] : []),
    ...file.refused,
    ...certificates.refused,
  ]
  const go = refused.length === 0
  const changes = go ? [...certificates.added, ...file.changes, ...certificates.removed] : []
  return {
    engine: { id: facts.id, scope: facts.scope },
    changes,
    reloads: go && (changes.length > 0 || isOutrun(files, config(facts), places, facts.running)) ? restart(facts) : [],
    refused,
    notes: [...openEnd(desired), ...file.notes],
  }
}

function restart({ id, scope, running }: BuildkitFacts): readonly Reload[] {
  if (!running) return []
  const { pid } = running
  const consent = notice('buildkit-stale', { pid, command: restartCommand(scope) })
  return [{ engine: { id, scope }, how: 'restart', pid, stops: ['builds'], consent, expect: null }]
}

/** What a person types to start BuildKit anew. */
export function restartCommand(scope: BuildkitFacts['scope']): string {
  return `systemctl ${scope === 'user' ? '--user ' : ''}restart buildkit`
}
