import type { ListKey } from '../../codecs/daemon-json.ts'
import type { DockerFacts } from '../../facts.ts'
import type { Mirror } from '../../registry.ts'
import { insecureHosts, listedMirrors } from './rules.ts'

/** What belongs into each list of daemon.json. */
export type Lists = Readonly<Record<ListKey, readonly string[]>>

export const listKeys: readonly ListKey[] = ['registry-mirrors', 'insecure-registries']

/** The daemon's flag for the same setting. */
export const flagOf: Readonly<Record<ListKey, string>> = {
  'registry-mirrors': '--registry-mirror',
  'insecure-registries': '--insecure-registry',
}

/** Whether the setting stands on the command line; dockerd refuses one in both places, even with equal values. */
export function isFlagged({ flags }: DockerFacts, key: ListKey): boolean {
  return flags.some((argument) => argument === flagOf[key] || argument.startsWith(`${flagOf[key]}=`))
}

/** What these mirrors need in daemon.json. */
export function listsFor(mirrors: readonly Mirror[], facts: DockerFacts): Lists {
  return {
    'registry-mirrors': listedMirrors(mirrors, facts).map(({ url }) => url),
    'insecure-registries': insecureHosts(mirrors, facts),
  }
}

/** How the whole of a written list is remembered beside our entries in it: by its key, `=` and JSON. */
export function listEntry(key: ListKey, list: readonly string[]): string {
  return `${key}=${JSON.stringify(list)}`
}

/** How one of our entries is remembered: key and value, with a space between. */
export function entry(key: ListKey, value: string): string {
  return `${key} ${value}`
}

/** All entries of these lists. */
export function entriesOf(lists: Lists): readonly string[] {
  return listKeys.flatMap((key) => lists[key].map((value) => entry(key, value)))
}

/** The values of one key among remembered entries. */
export function valuesOf(entries: readonly string[], key: ListKey): readonly string[] {
  return entries.flatMap((entry) => (entry.startsWith(`${key} `) ? [entry.slice(key.length + 1)] : []))
}
