import type { BuildxFacts } from '../../shared/facts.ts'
import { notice } from '../../shared/notice.ts'
import type { EngineReach } from './reach.ts'

/** Reached by its files. */
export const buildxReach: EngineReach<BuildxFacts> = {
  id: 'buildx',
  detect: async () => null,
  loaded: async () => ({ kind: 'silent', notice: notice('engine-absent', { engine: 'buildx' }) }),
  reload: async () => null,
}
