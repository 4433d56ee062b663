import type { ContainerdFacts, ContainerdId } from '../../shared/facts.ts'
import { notice } from '../../shared/notice.ts'
import type { EngineReach } from './reach.ts'

/** containerd and its kin, reached by their processes and files. */
export function containerdReach(id: ContainerdId): EngineReach<ContainerdFacts> {
  return {
    id,
    detect: async () => null,
    loaded: async () => ({ kind: 'silent', notice: notice('engine-absent', { engine: id }) }),
    reload: async () => null,
  }
}
