import { registryOf, type BuildkitdToml } from './buildkitd-toml.ts'
import {
  addKey,
  addTable,
  listAt,
  prependTexts,
  removeEmptyTable,
  removeLine,
  removeTexts,
  replaceTexts,
} from './toml-edit.ts'

/** Reads a text again between two edits of it. */
export type ReadBuildkitdToml = (text: string) => BuildkitdToml

/** How a mirror is reached: one key of its own table. */
export type HostSetting =
  | { readonly host: string; readonly key: 'http' | 'insecure'; readonly value: true }
  | { readonly host: string; readonly key: 'ca'; readonly value: string }

/** Puts mirrors before those of an upstream, or in their place. Every other byte stays. */
export function setMirrors(
  text: string,
  upstream: string,
  mirrors: readonly string[],
  keep: boolean,
  read: ReadBuildkitdToml,
): string {
  const keys = ['registry', upstream]
  const line = `mirrors = [${mirrors.map((mirror) => JSON.stringify(mirror)).join(', ')}]`
  const entry = registryOf(read(text), upstream)
  if (!entry) return addTable(text, keys, [line])
  const list = listAt(text, keys, 'mirrors')
  if (!list) return addKey(text, keys, 'mirrors', line.slice('mirrors = '.length))
  const leads = mirrors.every((mirror, at) => list.items[at]?.value === mirror)
  const put = leads ? text : prependTexts(text, list, mirrors)
  const all = listAt(put, keys, 'mirrors')
  return all ? removeTexts(put, all, (value, at) => at >= mirrors.length && (!keep || mirrors.includes(value))) : text
}

/** Sets how a host is reached. */
export function setHost(text: string, { host, key, value }: HostSetting, read: ReadBuildkitdToml): string {
  const literal = value === true ? 'true' : JSON.stringify([value])
  if (!registryOf(read(text), host)) return addTable(text, ['registry', host], [`${key} = ${literal}`])
  return addKey(text, ['registry', host], key, literal)
}

/** How our part is remembered: a value behind its keys, a whole list as JSON, what we made by a colon alone. */
export function entriesBetween(
  base: BuildkitdToml | null,
  after: BuildkitdToml,
  upstreams: readonly string[],
  settings: readonly HostSetting[],
): readonly string[] {
  const table = (name: string): readonly string[] => (base && registryOf(base, name) ? [] : [entry([name])])
  const lists = upstreams.flatMap((name) => {
    const [old, now] = [base, after].map((file) => (file ? (registryOf(file, name)?.mirrors ?? []) : []))
    if (JSON.stringify(old) === JSON.stringify(now)) return []
    const ours = now!.filter((mirror) => !old!.includes(mirror))
    const made = base && listAt(base.text, ['registry', name], 'mirrors') ? [] : [entry([name, 'mirrors'])]
    const list = entry([name, 'mirrors'], JSON.stringify(now))
    return [...table(name), ...made, ...ours.map((one) => entry([name, 'mirrors'], one)), list]
  })
  const values = settings.flatMap(({ host, key, value }) => [...table(host), entry([host, key], String(value))])
  return [...new Set([...lists, ...values])]
}

/** The entries of mirrors that may be ours, where nothing is remembered. */
export function entriesFor(
  mirrors: readonly (readonly [upstream: string, mirror: string])[],
  settings: readonly HostSetting[],
): readonly string[] {
  return [
    ...mirrors.flatMap(([name, one]) => [entry([name, 'mirrors'], one), entry([name, 'mirrors']), entry([name])]),
    ...settings.flatMap(({ host, key, value }) => [entry([host, key], String(value)), entry([host])]),
  ]
}

/** Takes our part out of a text that was edited since. A list that is as we left it gets its earlier text back. */
export function removeEntries(
  text: string,
  entries: readonly string[],
  earlier: BuildkitdToml | null,
  read: ReadBuildkitdToml,
): string {
  const parts = entries.map(partsOf)
  const restored = parts.reduce(
    (left, { keys, value }) => (value?.startsWith('["') ? restoreList(left, keys, value, earlier) : left),
    text,
  )
  const without = parts.reduce(
    (left, { keys, value }) => (value === null || value.startsWith('["') ? left : removeValue(left, keys, value, read)),
    restored,
  )
  const made = parts.filter(({ value }) => value === null).toSorted((a, b) => b.keys.length - a.keys.length)
  return made.reduce((left, { keys: [name = '', key] }) => {
    if (key === undefined) return removeEmptyTable(left, ['registry', name])
    const list = listAt(left, ['registry', name], key)
    return list?.items.length === 0 ? removeLine(left, ['registry', name], key) : left
  }, without)
}

function restoreList(
  text: string,
  [name = '', key = '']: readonly string[],
  value: string,
  earlier: BuildkitdToml | null,
): string {
  const keys = ['registry', name]
  const [now, old] = [listAt(text, keys, key), earlier && listAt(earlier.text, keys, key)]
  const isOurs = now && JSON.stringify(now.items.map((item) => item.value)) === value
  return earlier && old && isOurs ? replaceTexts(text, now, earlier.text, old) : text
}

function removeValue(
  text: string,
  [name = '', key = '']: readonly string[],
  value: string,
  read: ReadBuildkitdToml,
): string {
  const keys = ['registry', name]
  const entry = registryOf(read(text), name)
  if (key === 'mirrors') {
    const list = listAt(text, keys, key)
    return list ? removeTexts(text, list, (one) => one === value) : text
  }
  const is = key === 'ca' ? JSON.stringify(entry?.ca) === JSON.stringify([value]) : entry?.[key as 'http'] === true
  return is ? removeLine(text, keys, key) : text
}

function partsOf(entry: string): { readonly keys: readonly string[]; readonly value: string | null } {
  const at = entry.indexOf(': ')
  const keys = (at < 0 ? entry.slice(0, -1) : entry.slice(0, at)).split(' ').slice(1)
  return { keys, value: at < 0 ? null : entry.slice(at + 2) }
}

function entry(keys: readonly string[], value?: string): string {
  return `registry ${keys.join(' ')}:${value === undefined ? '' : ` ${value}`}`
}
