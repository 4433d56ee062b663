import type { Proof } from '../../shared/contract.ts'
import type { EngineFacts } from '../../shared/facts.ts'
import type { Notice } from '../../shared/notice.ts'
import type { Mirror, Reference } from '../../shared/registry.ts'
import type { System } from '../system/system.ts'

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

/** Shows by a pull whether an engine goes through its mirrors. Apart from its reach: root's helper needs no proofs. */
export interface Prover<F extends EngineFacts = EngineFacts> {
  prove(system: System, facts: F, image: Reference, text: string, means: ProofMeans): Promise<Proving>
}
