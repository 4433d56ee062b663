import type { EngineStatus } from '../../shared/contract.ts'
import { type EngineKey, formatKey, keyOf } from '../../shared/engine.ts'

/** Which upstreams come through which hosts; `engines` is null where that holds for all that were asked about. */
export interface Way {
  readonly upstreams: readonly string[]
  readonly hosts: readonly string[]
  readonly engines: readonly EngineKey[] | null
}

/** Who pulls through what; a list of mirrors alone stands for whoever would. */
type Mirrored = EngineKey & { readonly mirrors: readonly Pick<EngineStatus['mirrors'][number], 'upstream' | 'url'>[] }

/** Sums up where pulls of these engines go: upstreams with the same hosts for the same engines become one way. */
export function waysOf(engines: readonly Mirrored[]): readonly Way[] {
  const found: { upstream: string; hosts: readonly string[]; engines: EngineKey[] }[] = []
  for (const engine of engines) {
    const { mirrors } = engine
    for (const upstream of new Set(mirrors.map((mirror) => mirror.upstream))) {
      const hosts = hostsOf(mirrors.filter((mirror) => mirror.upstream === upstream).map(({ url }) => url))
      const same = found.find((way) => way.upstream === upstream && isSame(way.hosts, hosts))
      if (same) same.engines.push(keyOf(engine))
      else found.push({ upstream, hosts, engines: [keyOf(engine)] })
    }
  }
  const ways: { upstreams: string[]; hosts: readonly string[]; engines: readonly EngineKey[] | null }[] = []
  for (const { upstream, hosts, engines: who } of found) {
    const whom = who.length === engines.length ? null : who
    const same = ways.find((way) => isSame(way.hosts, hosts) && isSame(keys(way.engines), keys(whom)))
    if (same) same.upstreams.push(upstream)
    else ways.push({ upstreams: [upstream], hosts, engines: whom })
  }
  return ways
}

/** Hosts of URLs without their ports, each once, in order: what a person calls a mirror by. */
export function hostsOf(urls: readonly string[]): readonly string[] {
  return [...new Set(urls.map((url) => (URL.canParse(url) ? new URL(url).hostname : url)))]
}

function keys(engines: readonly EngineKey[] | null): readonly string[] {
  return engines?.map(formatKey) ?? ['*']
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at])
}
