import type { Desired, Effective, Engine } from '../engine.ts'
import type { ContainerdFacts, ContainerdId } from '../facts.ts'
import type { Files, Input } from '../files.ts'
import type { Plan } from '../plan.ts'
import type { Scope } from '../engine.ts'
import type { Target } from '../targets.ts'

/** containerd and its kin: one hosts.toml for each upstream. */
export function containerdFamily(id: ContainerdId, scope: Scope): Engine<ContainerdFacts> {
  return {
    id,
    scopes: [scope],
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
