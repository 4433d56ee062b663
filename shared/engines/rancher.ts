import type { Desired, Effective, Engine } from '../engine.ts'
import type { RancherFacts, RancherId } from '../facts.ts'
import type { Files, Input } from '../files.ts'
import type { Plan } from '../plan.ts'
import type { Target } from '../targets.ts'

/** K3s and RKE2: one registries.yaml, from which they write containerd’s configuration at start. */
export function rancherFamily(id: RancherId): Engine<RancherFacts> {
  return {
    id,
    scopes: ['system'],
    supports: () => ({ ok: true, note: null }),
    inputs: (): readonly Input[] => [],
    targets: (): readonly Target[] => [],
    plan: (_files: Files, _desired: Desired, facts): Plan => ({
      engine: { id: facts.id, scope: facts.scope },
      changes: [],
      reloads: [],
      refused: [],
      notes: [],
    }),
    effective: (): Effective => ({ endpoints: [], problem: null }),
    spell: (mirror) => mirror.url,
  }
}
