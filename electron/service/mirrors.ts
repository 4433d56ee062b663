import type { MirrorDraft, MirrorHealth, SwitchOrder } from '../../shared/contract.ts'
import { AppError, failure } from '../../shared/errors.ts'
import { makeMirror, type Mirror } from '../../shared/registry.ts'
import type { Settings } from '../../shared/settings.ts'
import { probe } from '../mirrors/health.ts'
import { certificateOf } from '../system/certificate.ts'

/** Makes a mirror of what was typed, or throws what is wrong with it. */
export function mirrorOf({ upstream, url, insecure, ca }: MirrorDraft): Mirror {
  const made = makeMirror(upstream, url, { insecure, ca: ca === null ? null : certificateOf(ca) })
  if (!made.ok) throw new AppError(made.notice)
  return made.value
}

/** Adds a mirror behind the others. */
export function addMirror(settings: Settings, mirror: Mirror): Settings {
  refuseTwice(settings.mirrors, mirror)
  return { ...settings, mirrors: [...settings.mirrors, mirror] }
}

/** Puts a mirror in the place of another. */
export function editMirror(settings: Settings, index: number, mirror: Mirror): Settings {
  if (!settings.mirrors[index]) throw failure('mirror-missing', { mirror: index + 1 })
  refuseTwice(settings.mirrors.toSpliced(index, 1), mirror)
  return { ...settings, mirrors: settings.mirrors.with(index, mirror) }
}

/** Takes a mirror off the list. */
export function removeMirror(settings: Settings, index: number): Settings {
  if (!settings.mirrors[index]) throw failure('mirror-missing', { mirror: index + 1 })
  return { ...settings, mirrors: settings.mirrors.toSpliced(index, 1) }
}

/** Puts a mirror to another place of the list; the others close up. */
export function moveMirror(settings: Settings, from: number, to: number): Settings {
  const mirror = settings.mirrors[from]
  if (!mirror || !settings.mirrors[to]) throw failure('mirror-missing', { mirror: (mirror ? to : from) + 1 })
  return { ...settings, mirrors: settings.mirrors.toSpliced(from, 1).toSpliced(to, 0, mirror) }
}

/** Puts an upstream's mirrors in the order of these URLs, into the places that they have among them. */
export function orderMirrors(settings: Settings, upstream: string, urls: readonly string[]): Settings {
  const own = settings.mirrors.filter((mirror) => mirror.upstream === upstream)
  const unknown = urls.find((url) => !own.some((mirror) => mirror.url === url))
  if (unknown !== undefined) throw failure('mirror-order-unknown', { upstream, url: unknown })
  const first = [...new Set(urls)].map((url) => own.find((mirror) => mirror.url === url)!)
  const ordered = [...first, ...own.filter((mirror) => !first.includes(mirror))]
  const mirrors = settings.mirrors.map((mirror) => (mirror.upstream === upstream ? ordered.shift()! : mirror))
  return { ...settings, mirrors }
}

/** The settings that an order works with; the saved ones themselves where it brings none. */
export function withOrder(saved: Settings, { mirrors, keepTheirs, strict }: SwitchOrder): Settings {
  if (mirrors === null && keepTheirs === null && strict === null) return saved
  const named = (mirrors ?? []).map((draft) => mirrorOf(draft))
  named.forEach((mirror, at) => refuseTwice(named.slice(0, at), mirror))
  return {
    ...saved,
    mirrors: inPlaceOf(saved.mirrors, named),
    keepTheirs: keepTheirs ?? saved.keepTheirs,
    strict: strict ?? saved.strict,
  }
}

/** A list with these mirrors in the place of all that it has for the same upstreams. */
export function inPlaceOf(list: readonly Mirror[], named: readonly Mirror[]): readonly Mirror[] {
  const upstreams = new Set(named.map(({ upstream }) => upstream))
  return [...list.filter(({ upstream }) => !upstreams.has(upstream)), ...named]
}

/** The mirror of this URL; throws where the list has none. */
export function mirrorAt({ mirrors }: Pick<Settings, 'mirrors'>, url: string): Mirror {
  const mirror = mirrors.find((one) => one.url === url)
  if (!mirror) throw failure('mirror-missing', { mirror: url })
  return mirror
}

/** Whether a list has a mirror, by what engines tell mirrors by. */
export function isListed({ upstream, url }: Mirror, list: readonly Mirror[]): boolean {
  return list.some((mirror) => mirror.upstream === upstream && mirror.url === url)
}

function refuseTwice(list: readonly Mirror[], mirror: Mirror): void {
  if (isListed(mirror, list)) throw failure('mirror-twice', { upstream: mirror.upstream, url: mirror.url })
}

/** Asks every mirror once; the answers by URL. */
export async function probeAll(mirrors: readonly Mirror[]): Promise<ReadonlyMap<string, MirrorHealth>> {
  const byUrl = new Map(mirrors.map((mirror) => [mirror.url, mirror]))
  return new Map(await Promise.all([...byUrl].map(async ([url, mirror]) => [url, await probe(mirror)] as const)))
}

/** Throws for the first mirror that would harm pulls or could not serve them. */
export function refuseHarmful(health: ReadonlyMap<string, MirrorHealth>): void {
  for (const { health: found, notice } of health.values()) {
    if (!['up', 'needs-login', 'unknown'].includes(found) && notice) throw new AppError(notice)
  }
}
