import type { EngineId } from '../../shared/engine.ts'
import { proveContainerd } from '../engines/containerd-proof.ts'
import { proveDocker } from '../engines/docker-proof.ts'
import { provePodman } from '../engines/podman-proof.ts'
import type { Prover } from '../engines/proving.ts'

/** How each engine is proven; those without one can only be seen in a mirror's own log. */
export const provers: Readonly<Partial<Record<EngineId, Prover>>> = {
  podman: { prove: provePodman },
  docker: { prove: proveDocker },
  containerd: { prove: proveContainerd },
  nerdctl: { prove: proveContainerd },
  microk8s: { prove: proveContainerd },
}
