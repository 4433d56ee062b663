import type { Engine, EngineFacts, EngineId } from '../../shared/engine.ts'
import { docker } from '../../shared/engines/docker.ts'
import { podman } from '../../shared/engines/podman.ts'
import { dockerReach } from '../engines/docker.ts'
import { podmanReach } from '../engines/podman.ts'
import type { EngineReach } from '../engines/reach.ts'

/** The two halves of one engine: what it means, and how it is reached. */
export interface EnginePair<F extends EngineFacts = EngineFacts> {
  readonly pure: Engine<F>
  readonly reach: EngineReach<F>
}

/** Every engine that Pullcord knows. The halves of a pair agree on their facts; the table forgets which. */
export const engines: Readonly<Record<EngineId, EnginePair>> = {
  podman: { pure: podman, reach: podmanReach },
  docker: { pure: docker, reach: dockerReach },
}

export const engineIds = Object.keys(engines) as readonly EngineId[]
