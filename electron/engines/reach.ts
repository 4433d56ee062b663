import type { Proof } from '../../shared/contract.ts'
import type { Desired, EngineFacts, EngineId, Scope } from '../../shared/engine.ts'
import type { Notice } from '../../shared/notice.ts'
import type { Reload } from '../../shared/plan.ts'
import type { Mirror, Reference } from '../../shared/registry.ts'
import type { System } from '../system/system.ts'

/** What the engine itself says of the mirrors, when it is asked. */
export type Loaded =
  | { readonly kind: 'loaded'; readonly evidence: readonly string[] }
  /** It cannot be asked for this; only a pull could show it. */
  | { readonly kind: 'silent'; readonly notice: Notice }
  | { readonly kind: 'missing'; readonly notice: Notice }

/** How a proof went. */
export type Proving =
  | { readonly ok: true; readonly proof: Proof }
  | { readonly ok: false; readonly notice: Notice; readonly evidence: readonly string[] }

/** What a proof may use beside the engine. */
export interface ProofMeans {
  /** Mirrors of the image's upstream that this engine uses, in order. */
  readonly mirrors: readonly Mirror[]
  /** Whether the mirror's catalog names the repository; null where it does not tell. Costs no quota. */
  readonly knows: (mirror: Mirror) => Promise<boolean | null>
  /** The mirror's access log, where it lies on this machine. */
  readonly mirrorLog: string | null
}

/** The half of an engine that touches the machine. */
export interface EngineReach<F extends EngineFacts = EngineFacts> {
  readonly id: EngineId
  /** Null where this machine has no such engine. Starts nothing. */
  detect(system: System, scope: Scope): Promise<F | null>
  loaded(system: System, facts: F, desired: Desired): Promise<Loaded>
  /** Makes the running engine read its configuration, waits until it says so, and tells what is left to do. */
  reload(system: System, reload: Reload): Promise<Notice | null>
  prove(system: System, facts: F, image: Reference, text: string, means: ProofMeans): Promise<Proving>
}
