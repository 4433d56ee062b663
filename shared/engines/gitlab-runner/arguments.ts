import { newDaemonJson } from '../../codecs/daemon-json-edit.ts'
import { endpointOf, hostAndPort, type Mirror } from '../../registry.ts'
import type { ListKind } from './places.ts'

/** Something that a list says of mirrors: where it stands, in how many items, and what. */
export interface Said {
  readonly at: number
  readonly items: readonly string[]
  readonly what: 'mirror' | 'insecure' | 'mount'
  readonly value: string
}

/** What a list must say for these mirrors, in order. */
export function wantedIn(kind: ListKind, mirrors: readonly Mirror[], mount: string): readonly Omit<Said, 'at'>[] {
  if (mirrors.length === 0) return []
  if (kind === 'volumes') return [{ items: [mount], what: 'mount', value: mount }]
  return [
    ...mirrors.map(({ url }) => ({ items: spell(kind, 'registry-mirror', url), what: 'mirror' as const, value: url })),
    ...insecureHosts(mirrors).map((host) => ({
      items: spell(kind, 'insecure-registry', host),
      what: 'insecure' as const,
      value: host,
    })),
  ]
}

/** The daemon.json that says the same. */
export function dindDaemonJson(mirrors: readonly Mirror[]): string {
  const insecure = insecureHosts(mirrors)
  return newDaemonJson({
    'registry-mirrors': mirrors.map(({ url }) => url),
    ...(insecure.length > 0 && { 'insecure-registries': insecure }),
  })
}

/** Hosts whose certificate is not to be verified. One by plain http needs no such leave [measured 20.10–28.5, classic]. */
export function insecureHosts(mirrors: readonly Mirror[]): readonly string[] {
  return mirrors.flatMap((mirror) => {
    const { host, port } = endpointOf(mirror)
    return mirror.insecure ? [hostAndPort(host, port)] : []
  })
}

/** What a list says already, however it spells it: dockerd takes `--flag VALUE` and `--flag=VALUE`. */
export function saidIn(kind: ListKind, list: readonly string[]): readonly Said[] {
  return list.flatMap((item, at): Said[] => {
    if (kind === 'volumes') return [{ at, items: [item], what: 'mount', value: item }]
    const [, flag, value] = /^(?:--|engine-)(registry-mirror|insecure-registry)(?:=([^]*))?$/.exec(item) ?? []
    const isPair = value === undefined && kind === 'command' && at + 1 < list.length
    if (flag === undefined || item.startsWith('--') !== (kind === 'command') || (value === undefined && !isPair))
      return []
    return [
      {
        at,
        items: isPair ? list.slice(at, at + 2) : [item],
        what: flag === 'registry-mirror' ? 'mirror' : 'insecure',
        value: (value ?? list[at + 1]!).replace(/\/+$/, ''),
      },
    ]
  })
}

// As GitLab’s documentation writes them: two words for dockerd, one for docker-machine.
function spell(kind: ListKind, flag: string, value: string): readonly string[] {
  return kind === 'command' ? [`--${flag}`, value] : [`engine-${flag}=${value}`]
}
