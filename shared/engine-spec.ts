import { engineIds, parseVersion, type EngineId, type Scope } from './engine.ts'
import type { DockerLayout, DockerStore, EngineFacts } from './facts.ts'
import { notice } from './notice.ts'
import { no, ok, type Result } from './result.ts'

/** An engine as a person names it: `podman`, `docker@28.5:c8d`. Version and store matter where nothing runs. */
export interface EngineSpec {
  readonly id: EngineId
  /** The machine inside this one that it runs in; absent for this one. */
  readonly instance?: string
  readonly version: string | null
  readonly store: DockerStore | null
}

/** `lima.default`: what makes the machine, and what that calls it. */
export const instanceName = /^[a-z0-9]+\.[A-Za-z0-9][\w.-]{0,99}$/

/** Programs that have no files of their own: they are switched with the engine whose files they read. */
const readersOf: ReadonlyMap<string, EngineId> = new Map([
  ['buildah', 'podman'],
  ['skopeo', 'podman'],
  ['cri-o', 'podman'],
])

/** Reads `ID[/INSTANCE][@VERSION][:classic|:c8d]`. */
export function parseEngineSpec(text: string): Result<EngineSpec> {
  const [, id, instance, version, store] =
    /^([a-z0-9-]+)(?:\/([^@:]+))?(?:@(\d+\.\d+[\w.+-]*))?(?::(classic|c8d))?$/.exec(text.trim()) ?? []
  const known = engineIds.find((one) => one === (readersOf.get(id ?? '') ?? id))
  if (!known || (instance !== undefined && !instanceName.test(instance)))
    return no(notice('engine-unknown', { engine: text, engines: engineIds.join(', ') }))
  return ok({
    id: known,
    ...(instance !== undefined && { instance }),
    version: version ?? null,
    store: store === 'c8d' ? 'containerd' : store === 'classic' ? 'classic' : null,
  })
}

/** What is assumed of an engine that cannot be looked at: what was said of it, else the oldest behaviour. */
export function assumedFacts(
  { id, version, store }: Pick<EngineSpec, 'id' | 'version' | 'store'>,
  scope: Scope,
  layout: DockerLayout = scope === 'user' ? 'rootless' : 'default',
): EngineFacts {
  const known = { scope, version: parseVersion(version ?? '') }
  switch (id) {
    case 'podman':
      return { id, ...known, service: null }
    case 'docker':
      return { id, ...known, ...(layout !== 'default' && { layout }), store, flags: [], running: null }
    case 'containerd':
    case 'microk8s':
    case 'nerdctl':
    case 'k3s':
    case 'rke2':
    case 'buildkit':
      return { id, ...known, running: null }
    case 'gitlab-runner':
      return { id, ...known, running: null, aside: notice('runner-aside') }
    case 'buildx':
      return { id, ...known, builders: [] }
  }
}
