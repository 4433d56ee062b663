import type { Desired, EngineId, Scope } from '../../shared/engine.ts'
import type { EngineFacts } from '../../shared/facts.ts'
import type { Notice } from '../../shared/notice.ts'
import type { Reload } from '../../shared/plan.ts'
import type { System } from '../system/system.ts'

/** What the engine itself says of the mirrors, when it is asked. */
export type Loaded =
  | { readonly kind: 'loaded'; readonly evidence: readonly string[] }
  /** It cannot be asked for this; only a pull could show it. */
  | { readonly kind: 'silent'; readonly notice: Notice }
  | { readonly kind: 'missing'; readonly notice: Notice }

/** The half of an engine that touches the machine. */
export interface EngineReach<F extends EngineFacts = EngineFacts> {
  readonly id: EngineId
  /** Null where this machine has no such engine. Starts nothing. */
  detect(system: System, scope: Scope): Promise<F | null>
  loaded(system: System, facts: F, desired: Desired): Promise<Loaded>
  /** Makes the running engine read its configuration, waits until it says so, and tells what is left to do. */
  reload(system: System, reload: Reload): Promise<Notice | null>
}
