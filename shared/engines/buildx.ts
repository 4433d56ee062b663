import type { Desired, Effective, Engine } from '../engine.ts'
import type { BuildxFacts } from '../facts.ts'
import type { Files, Input } from '../files.ts'
import type { Plan } from '../plan.ts'
import type { Target } from '../targets.ts'

/** The builders of docker buildx that live in containers the configuration they are made with. */
export const buildx: Engine<BuildxFacts> = {
  id: 'buildx',
  scopes: ['user'],
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
