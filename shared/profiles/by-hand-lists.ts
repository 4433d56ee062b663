import { parseBuildkitdToml, registryOf } from '../codecs/buildkitd-toml.ts'
import { parseRegistriesYaml } from '../codecs/registries-yaml.ts'
import { nodeAt, valueOf } from '../codecs/yaml-nodes.ts'
import type { Files } from '../files.ts'
import { notice } from '../notice.ts'
import { hostAndPort, parseMirrorUrl } from '../registry.ts'
import { lineOf, textAt, type Spelled } from './spelled.ts'

/** The endpoints of a registries.yaml. */
export function rancherByHand(files: Files, path: string): readonly Spelled[] {
  const text = textAt(files, path)
  const parsed = text === null ? null : parseRegistriesYaml(path, text)
  if (!parsed?.ok) return []
  const { mirrors, root } = parsed.value
  return mirrors.flatMap(({ name: upstream, endpoints, rewrites }) =>
    endpoints.map((spelled): Spelled => {
      const url = mirrorOfEndpoint(spelled)
      const tls = nodeAt(root, ['configs', hostOf(url), 'tls'])
      const said = (key: string): unknown => valueOf(nodeAt(tls, [key]))
      const hindrance =
        upstream === '*' ? notice('by-hand-default') : rewrites ? notice('by-hand-rewrite', { upstream }) : null
      const insecure = url.startsWith('https:') && said('insecure_skip_verify') === 'true'
      const ca = said('ca_file')
      return {
        upstream,
        spelled,
        path,
        line: lineOf(text ?? '', spelled),
        draft: hindrance ? null : { url, insecure, ca: typeof ca === 'string' && ca !== '' ? ca : null },
        why: hindrance,
      }
    }),
  )
}

// Behind /v2/ stands a path prefix, as in hosts.toml; alone it changes nothing.
function mirrorOfEndpoint(endpoint: string): string {
  return endpoint.replace(/\/+$/, '').replace(/^([a-z]+:\/\/[^/]+)\/v2(?=\/|$)/i, '$1')
}

/** The mirrors of a buildkitd.toml; the table of a mirror’s host says how it is reached. */
export function buildkitByHand(files: Files, path: string): readonly Spelled[] {
  const text = textAt(files, path)
  const parsed = text === null ? null : parseBuildkitdToml(path, text)
  if (!parsed?.ok) return []
  return parsed.value.registries.flatMap(({ name: upstream, mirrors }) =>
    mirrors.map((spelled): Spelled => {
      const host = registryOf(parsed.value, spelled.split('/')[0]!)
      const many = (host?.ca.length ?? 0) > 1
      const url = `${host?.http ? 'http' : 'https'}://${spelled}`
      return {
        upstream,
        spelled,
        path,
        line: lineOf(text ?? '', `"${spelled}"`, `'${spelled}'`),
        draft: many ? null : { url, insecure: host?.insecure === true && !host.http, ca: host?.ca[0] ?? null },
        why: many ? notice('by-hand-option', { url, option: 'ca' }) : null,
      }
    }),
  )
}

function hostOf(url: string): string {
  const endpoint = parseMirrorUrl(url)
  return endpoint.ok ? hostAndPort(endpoint.value.host, endpoint.value.port) : ''
}
