import type { Request } from './access-log.ts'
import type { Lab } from './lab.ts'
import type { Registry } from './registry.ts'

/** What each registry of the lab was asked while something happened. */
export interface Seen<T> {
  readonly result: T
  readonly hub: readonly Request[]
  readonly quay: readonly Request[]
  readonly mirror: readonly Request[]
  readonly quayMirror: readonly Request[]
  readonly tlsMirror: readonly Request[]
}

/** Does something, and tells what the registries were asked meanwhile. */
export async function watch<T>(lab: Lab, action: () => Promise<T>): Promise<Seen<T>> {
  const registries: readonly Registry[] = [lab.hub, lab.quay, lab.mirror, lab.quayMirror, lab.tlsMirror]
  const marked = registries.map((registry) => ({ registry, mark: registry.mark() }))
  const result = await action()
  const lists = await Promise.all(marked.map(({ registry, mark }) => registry.since(mark)))
  const [hub = [], quay = [], mirror = [], quayMirror = [], tlsMirror = []] = lists
  return { result, hub, quay, mirror, quayMirror, tlsMirror }
}

// How engines, and what reads their files, name themselves.
const engines = /^([Bb]uildah|containers|containerd|skopeo|docker|buildkit)\//

/** The requests for an image that an engine itself made; a pull-through's own carry Go's agent. */
export function byEngine(requests: readonly Request[]): readonly string[] {
  return requests.flatMap(({ agent, method, path, status }) =>
    engines.test(agent) && /\/(manifests|blobs)\//.test(path) ? [`${method} ${path} ${status}`] : [],
  )
}

/** The requests that came neither from an engine nor from a pull-through: Pullcord's own. */
export function byPullcord(requests: readonly Request[]): readonly string[] {
  return requests.flatMap(({ agent, method, path, status }) =>
    engines.test(agent) || agent.startsWith('Go-http-client/') ? [] : [`${method} ${path} ${status}`],
  )
}
