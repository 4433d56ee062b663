import { parseVersion, type EngineFacts, type EngineId, type Scope } from './engine.ts'
import { notice } from './notice.ts'
import { no, ok, type Result } from './result.ts'

/** An engine as a person names it: `podman`, `docker@28.5:c8d`. Version and store matter where nothing runs. */
export interface EngineSpec {
  readonly id: EngineId
  readonly version: string | null
  readonly store: 'classic' | 'containerd' | null
}

const ids: readonly EngineId[] = ['podman', 'docker']

/** Reads `ID[@VERSION][:classic|:c8d]`. */
export function parseEngineSpec(text: string): Result<EngineSpec> {
  const [, id, version, store] = /^([a-z0-9-]+)(?:@(\d+\.\d+[\w.+-]*))?(?::(classic|c8d))?$/.exec(text.trim()) ?? []
  if (!ids.includes(id as EngineId)) return no(notice('engine-unknown', { engine: text }))
  return ok({
    id: id as EngineId,
    version: version ?? null,
    store: store === 'c8d' ? 'containerd' : store === 'classic' ? 'classic' : null,
  })
}

/** What is assumed of an engine that cannot be looked at: what was said of it, else the oldest behaviour. */
export function assumedFacts({ id, version, store }: EngineSpec, scope: Scope): EngineFacts | null {
  const known = parseVersion(version ?? '')
  if (id === 'podman') return { id, scope, version: known, service: null }
  return scope === 'system' ? { id, scope, version: known, store, flags: [], running: null } : null
}
