import type { Desired, Effective, Engine } from '../engine.ts'
import type { BuildkitFacts } from '../facts.ts'
import type { Files, Input } from '../files.ts'
import type { Plan } from '../plan.ts'
import type { Target } from '../targets.ts'

/** BuildKit as a daemon of its own buildkitd.toml. */
export const buildkit: Engine<BuildkitFacts> = {
  id: 'buildkit',
  scopes: ['user', 'system'],
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
