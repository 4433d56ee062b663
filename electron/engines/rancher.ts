import type { RancherFacts, RancherId } from '../../shared/facts.ts'
import { notice } from '../../shared/notice.ts'
import type { EngineReach } from './reach.ts'

/** K3s and RKE2, reached by their processes. */
export function rancherReach(id: RancherId): EngineReach<RancherFacts> {
  return {
    id,
    detect: async () => null,
    loaded: async () => ({ kind: 'silent', notice: notice('engine-absent', { engine: id }) }),
    reload: async () => null,
  }
}
