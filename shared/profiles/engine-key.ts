import { engineIds, type EngineKey } from '../engine.ts'
import { instanceName } from '../engine-spec.ts'

/** Reads `podman:user`, `docker/lima.default:system`: what `formatKey` writes. Null where it is no such key. */
export function parseKey(text: string): EngineKey | null {
  const [, name, instance, scope] = /^([a-z0-9-]+)(?:\/([^:]+))?:(user|system)$/.exec(text) ?? []
  const id = engineIds.find((one) => one === name)
  if (!id || (scope !== 'user' && scope !== 'system')) return null
  if (instance === undefined) return { id, scope }
  return instanceName.test(instance) ? { id, scope, instance } : null
}
