import { parseObject, objectOf } from '../codecs/json-object.ts'
import { parseDaemonJson } from '../codecs/daemon-json.ts'
import { placeOf } from '../codecs/parsed.ts'
import { readsHostsToml } from '../engines/docker/rules.ts'
import { listTarget } from '../engines/docker/seat.ts'
import type { DockerFacts } from '../facts.ts'
import type { Files } from '../files.ts'
import { notice } from '../notice.ts'
import { hostAndPort, parseMirrorUrl } from '../registry.ts'
import { dockerDirectories, targetPath, type Places } from '../targets.ts'
import { hostsByHand } from './by-hand-hosts.ts'
import { lineOf, textAt, type Spelled } from './spelled.ts'

/** The mirrors of daemon.json, and of hosts.toml where this engine reads it. */
export function dockerByHand(files: Files, facts: DockerFacts, places: Places): readonly Spelled[] {
  const { certificates } = dockerDirectories(facts.layout ?? 'default', places)
  const hosts = readsHostsToml(facts) ? hostsByHand(files, certificates) : []
  const silenced = facts.store !== 'classic' && hosts.some(({ upstream }) => upstream === 'docker.io')
  const path = targetPath(listTarget(facts), places)
  return [...listByHand(files, path, silenced), ...hosts, ...proxiesByHand(files, path)]
}

function listByHand(files: Files, path: string, silenced: boolean): readonly Spelled[] {
  const text = textAt(files, path) ?? ''
  const parsed = parseDaemonJson(path, text)
  if (!parsed.ok) return []
  const { 'registry-mirrors': mirrors, 'insecure-registries': insecure } = parsed.value.lists
  const unverified = (insecure?.items ?? []).map(({ value }) => value.toLowerCase())
  return (mirrors?.items ?? []).map(({ value, offset }): Spelled => {
    const url = value.replace(/\/+$/, '')
    const { line } = placeOf(text, offset)
    const endpoint = parseMirrorUrl(url)
    const host = endpoint.ok ? hostAndPort(endpoint.value.host, endpoint.value.port) : ''
    const why = silenced ? notice('by-hand-silenced', { path }) : null
    const draft = silenced ? null : { url, insecure: url.startsWith('https:') && unverified.includes(host), ca: null }
    return { upstream: 'docker.io', spelled: value, path, line, draft, why }
  })
}

// What dfinit writes for docker: a proxy for everything, which is no mirror [S: dragonflyoss/client, docker.rs].
function proxiesByHand(files: Files, path: string): readonly Spelled[] {
  const text = textAt(files, path) ?? ''
  const proxies = objectOf(parseObject(text)?.['proxies'])
  return ['https-proxy', 'http-proxy'].flatMap((key): readonly Spelled[] => {
    const url = proxies[key]
    if (typeof url !== 'string' || url === '') return []
    const why = notice('by-hand-proxy', { key })
    return [{ upstream: '*', spelled: url, path, line: lineOf(text, `"${key}"`), draft: null, why }]
  })
}
