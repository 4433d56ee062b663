import { notice } from '../notice.ts'
import { placeOf, refusalAt, type Parsed } from './parsed.ts'
import { isNull, nodeAt, type YamlMap, type YamlNode, type YamlSeq } from './yaml-nodes.ts'
import { parseYaml } from './yaml.ts'

/** One key of `mirrors` in registries.yaml. */
export interface MirrorEntry {
  /** An upstream, or `*` for all that have no entry of their own. */
  readonly name: string
  /** As the file spells them, in the order in which they are tried. */
  readonly endpoints: readonly string[]
  /** Whether names of images are rewritten on the way, for every endpoint alike. */
  readonly rewrites: boolean
}

/** A registries.yaml of K3s or RKE2, as far as it concerns mirrors; `text` is kept byte for byte. */
export interface RegistriesYaml {
  readonly text: string
  readonly root: YamlMap | null
  readonly mirrors: readonly MirrorEntry[]
}

class Mistyped extends Error {
  readonly at: number
  constructor(at: number, why: string) {
    super(why)
    this.at = at
  }
}

/** Reads a registries.yaml; a key of the wrong type is refused, as K3s refuses to start with it [S: rancher/wharfie]. */
export function parseRegistriesYaml(path: string, text: string): Parsed<RegistriesYaml> {
  const parsed = parseYaml(path, text)
  if (!parsed.ok) return parsed
  try {
    for (const host of entriesIn(parsed.value, 'configs')) mapOrNull(nodeAt(host.value, ['tls']), 'tls')
    const mirrors = entriesIn(parsed.value, 'mirrors').map(({ name, value }): MirrorEntry => {
      const rewrite = mapOrNull(nodeAt(value, ['rewrite']), 'rewrite')
      return { name, endpoints: endpointsIn(nodeAt(value, ['endpoint'])), rewrites: (rewrite?.entries.length ?? 0) > 0 }
    })
    return { ok: true, value: { text, root: parsed.value, mirrors } }
  } catch (error) {
    if (!(error instanceof Mistyped)) throw error
    const place = placeOf(text, error.at)
    return {
      ok: false,
      refusal: refusalAt(path, place, notice('rancher-form', { path, ...place, why: error.message })),
    }
  }
}

/** The list of an upstream’s endpoints in the text; null where there is none. */
export function endpointList({ root }: RegistriesYaml, upstream: string): YamlSeq | null {
  const list = nodeAt(root, ['mirrors', upstream, 'endpoint'])
  return list?.kind === 'seq' ? list : null
}

/** The entry of this very name; null where there is none. */
export function mirrorEntry({ mirrors }: RegistriesYaml, name: string): MirrorEntry | null {
  return mirrors.find((entry) => entry.name === name) ?? null
}

/** Whether two spellings name one endpoint: `/v2` is what K3s puts behind a bare host [S: getHostConfigs]. */
export function sameEndpoint(a: string, b: string): boolean {
  return bareEndpoint(a) === bareEndpoint(b)
}

/** An endpoint without what changes nothing: slashes at its end, `/v2` alone behind the host. */
export function bareEndpoint(endpoint: string): string {
  const url = endpoint.replace(/\/+$/, '')
  return /^[a-z]+:\/\/[^/]+\/v2$/i.test(url) ? url.slice(0, -'/v2'.length) : url
}

function entriesIn(
  root: YamlMap | null,
  key: string,
): readonly { readonly name: string; readonly value: YamlMap | null }[] {
  const entries = mapOrNull(nodeAt(root, [key]), key)?.entries ?? []
  return entries.map(({ key: { value: name }, value }) => ({ name, value: mapOrNull(value, name) }))
}

function mapOrNull(node: YamlNode | null, key: string): YamlMap | null {
  if (node === null || isNull(node)) return null
  if (node.kind !== 'map') throw new Mistyped(node.start, `“${key}” is not a mapping`)
  return node
}

function endpointsIn(node: YamlNode | null): readonly string[] {
  if (node === null || isNull(node)) return []
  if (node.kind !== 'seq') throw new Mistyped(node.start, '“endpoint” is not a list')
  return node.items.map(({ value }) => {
    if (value.kind !== 'scalar') throw new Mistyped(value.start, 'an endpoint is not a text')
    return value.value
  })
}
