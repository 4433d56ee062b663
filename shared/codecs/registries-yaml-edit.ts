import { addAt, prependItems, removeItems, removeKey, replaceList } from './yaml-edit.ts'
import { nodeAt, valueOf, type YamlNode } from './yaml-nodes.ts'
import { endpointList, sameEndpoint, type RegistriesYaml } from './registries-yaml.ts'

/** Reads a text again between two edits of it. */
export type ReadYaml = (text: string) => RegistriesYaml

/** One value that is set for a host in `configs`. */
export interface HostSetting {
  readonly host: string
  readonly key: 'ca_file' | 'insecure_skip_verify'
  readonly value: string | boolean
}

/** Puts endpoints before those of an upstream of which some stay, or none. Every other byte stays. */
export function setEndpoints(
  text: string,
  upstream: string,
  urls: readonly string[],
  stays: (endpoint: string) => boolean,
  read: ReadYaml,
): string {
  const list = endpointList(read(text), upstream)
  if (!list) return addAt(text, read(text).root, ['mirrors', upstream, 'endpoint'], urls)
  const put = urls.every((url, at) => isEndpoint(list.items[at]?.value ?? null, url))
    ? text
    : prependItems(text, list, urls)
  const all = endpointList(read(put), upstream)
  const isDropped = (node: YamlNode): boolean =>
    node.kind !== 'scalar' || !stays(node.value) || urls.some((url) => isEndpoint(node, url))
  return all ? removeItems(put, all, (node, at) => at >= urls.length && isDropped(node)) : text
}

/** Sets how a host is verified. */
export function setHost(text: string, { host, key, value }: HostSetting, read: ReadYaml): string {
  return addAt(text, read(text).root, ['configs', host, 'tls', key], value)
}

/** How our part is remembered: a value by its keys, a whole list as JSON behind them, a key that we made by a colon alone. */
export function entriesBetween(
  base: RegistriesYaml | null,
  after: RegistriesYaml,
  upstreams: readonly string[],
  settings: readonly HostSetting[],
): readonly string[] {
  const made = (keys: readonly string[]): readonly string[] => {
    const lengths = Array.from(keys, (_, at) => at + 1).filter((length) => !has(base, keys.slice(0, length)))
    return lengths.map((length) => entry(keys.slice(0, length)))
  }
  const lists = upstreams.flatMap((upstream) => {
    const keys = ['mirrors', upstream, 'endpoint']
    const [old, now] = [itemsAt(base, keys), itemsAt(after, keys)]
    if (JSON.stringify(old) === JSON.stringify(now)) return []
    const ours = now.filter((url) => !old.some((one) => sameEndpoint(one, url)))
    return [...made(keys), ...ours.map((url) => entry(keys, url)), entry(keys, JSON.stringify(now))]
  })
  const values = settings.flatMap(({ host, key, value }) => {
    const keys = ['configs', host, 'tls', key]
    return has(base, keys) ? [] : [...made(keys.slice(0, -1)), entry(keys, String(value))]
  })
  return [...new Set([...lists, ...values])]
}

/** The entries of mirrors that may be ours, where nothing is remembered. */
export function entriesFor(
  endpoints: readonly (readonly [upstream: string, url: string])[],
  settings: readonly HostSetting[],
): readonly string[] {
  const lists = endpoints.flatMap(([upstream, url]) => [
    entry(['mirrors', upstream, 'endpoint'], url),
    entry(['mirrors', upstream, 'endpoint']),
    entry(['mirrors', upstream]),
  ])
  const values = settings.flatMap(({ host, key, value }) => [
    entry(['configs', host, 'tls', key], String(value)),
    entry(['configs', host, 'tls']),
    entry(['configs', host]),
  ])
  return [...lists, ...values, ...(lists.length > 0 ? ['mirrors:'] : []), ...(values.length > 0 ? ['configs:'] : [])]
}

/** Takes our part out of a text that was edited since. A list that is as we left it gets its earlier text back. */
export function removeEntries(
  text: string,
  entries: readonly string[],
  earlier: RegistriesYaml | null,
  read: ReadYaml,
): string {
  const parts = entries.map((one) => {
    const at = one.indexOf(': ')
    return at < 0
      ? { keys: one.slice(0, -1).split(' '), value: null }
      : { keys: one.slice(0, at).split(' '), value: one.slice(at + 2) }
  })
  const restored = parts.reduce(
    (left, { keys, value }) => (value?.startsWith('[') ? restoreList(left, keys, value, earlier, read) : left),
    text,
  )
  const without = parts.reduce(
    (left, { keys, value }) => (value === null || value.startsWith('[') ? left : removeValue(left, keys, value, read)),
    restored,
  )
  const made = parts.filter(({ value }) => value === null).toSorted((a, b) => b.keys.length - a.keys.length)
  return made.reduce((left, { keys }) => removeEmpty(left, keys, read), without)
}

function restoreList(
  text: string,
  keys: readonly string[],
  value: string,
  earlier: RegistriesYaml | null,
  read: ReadYaml,
): string {
  const [now, old] = [nodeAt(read(text).root, keys), nodeAt(earlier?.root ?? null, keys)]
  if (!earlier || now?.kind !== 'seq' || old?.kind !== 'seq') return text
  if (JSON.stringify(valueOf(now)) !== value || now.flow !== old.flow || now.indent !== old.indent) return text
  return replaceList(text, now, earlier.text, old)
}

function removeValue(text: string, keys: readonly string[], value: string, read: ReadYaml): string {
  const { root } = read(text)
  const node = nodeAt(root, keys)
  if (node?.kind === 'seq') return removeItems(text, node, (item) => isEndpoint(item, value))
  const parent = nodeAt(root, keys.slice(0, -1))
  return valueOf(node) === value && parent?.kind === 'map' ? removeKey(text, parent, keys.at(-1)!) : text
}

function removeEmpty(text: string, keys: readonly string[], read: ReadYaml): string {
  const { root } = read(text)
  const parent = keys.length === 1 ? root : nodeAt(root, keys.slice(0, -1))
  const value = valueOf(nodeAt(root, keys))
  const isEmpty = value === null || (typeof value === 'object' && Object.keys(value).length === 0)
  return parent?.kind === 'map' && isEmpty ? removeKey(text, parent, keys.at(-1)!) : text
}

function has(file: RegistriesYaml | null, keys: readonly string[]): boolean {
  const parent = keys.length === 1 ? (file?.root ?? null) : nodeAt(file?.root ?? null, keys.slice(0, -1))
  return parent?.kind === 'map' && parent.entries.some(({ key }) => key.value === keys.at(-1))
}

function itemsAt(file: RegistriesYaml | null, keys: readonly string[]): readonly string[] {
  const value = valueOf(nodeAt(file?.root ?? null, keys))
  return Array.isArray(value) ? value.map(String) : []
}

function isEndpoint(node: YamlNode | null, url: string): boolean {
  return node?.kind === 'scalar' && sameEndpoint(node.value, url)
}

function entry(keys: readonly string[], value?: string): string {
  return `${keys.join(' ')}:${value === undefined ? '' : ` ${value}`}`
}
