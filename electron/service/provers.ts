import type { EngineId } from '../../shared/engine.ts'
import { proveDocker } from '../engines/docker-proof.ts'
import { provePodman } from '../engines/podman-proof.ts'
import type { Prover } from '../engines/proving.ts'

/** How each engine is proven. */
export const provers: Readonly<Record<EngineId, Prover>> = {
  podman: { prove: provePodman },
  docker: { prove: proveDocker },
}
