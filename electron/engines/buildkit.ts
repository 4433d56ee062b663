import type { BuildkitFacts } from '../../shared/facts.ts'
import { notice } from '../../shared/notice.ts'
import type { EngineReach } from './reach.ts'

/** Reached by its files. */
export const buildkitReach: EngineReach<BuildkitFacts> = {
  id: 'buildkit',
  detect: async () => null,
  loaded: async () => ({ kind: 'silent', notice: notice('engine-absent', { engine: 'buildkit' }) }),
  reload: async () => null,
}
