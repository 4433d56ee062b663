import { notice, type Notice } from '../notice.ts'
import { endpointOf, hostAndPort, isLoopback, upstreamsOf, type Mirror } from '../registry.ts'
import type { Settings } from '../settings.ts'
import { maxProfiles, sameSetup, type Profile } from './profile.ts'
import { sameName } from './profile-name.ts'

/** What someone hands over, with authorities that were read. */
export interface Offered {
  readonly mirrors: readonly Mirror[]
  readonly keepTheirs: boolean | null
  readonly profiles: readonly Profile[]
}

/** What taking it would do to the list, for a person to say yes to. */
export interface Offer {
  /** Names exactly this change of exactly this list. */
  readonly id: string
  /** Hosts that images would newly come from, the first thing to look at. */
  readonly newHosts: readonly string[]
  readonly mirrors: readonly (Pick<Mirror, 'upstream' | 'url' | 'insecure'> & {
    /** Digest of its authority; null for none. */
    readonly ca: string | null
    readonly change: 'added' | 'changed' | 'same'
  })[]
  /** What it would take the place of. */
  readonly removed: readonly Pick<Mirror, 'upstream' | 'url'>[]
  readonly profiles: readonly {
    readonly name: string
    readonly change: 'added' | 'changed' | 'same'
    /** `docker.io → http://…` */
    readonly mirrors: readonly string[]
  }[]
  /** What it would be set to; null where it stays. */
  readonly keepTheirs: boolean | null
  /** What to know before the yes. */
  readonly warnings: readonly Notice[]
  readonly changes: boolean
}

/** Compares what is offered with the list as it is. */
export function compare(offered: Offered, settings: Settings): Omit<Offer, 'id'> {
  const next = take(offered, settings)
  const mirrors = offered.mirrors.map((mirror) => ({
    upstream: mirror.upstream,
    url: mirror.url,
    insecure: mirror.insecure,
    ca: mirror.ca?.sha256 ?? null,
    change: changeOf(mirror, settings.mirrors),
  }))
  const profiles = offered.profiles.map((profile) => {
    const old = settings.profiles.find(({ name }) => sameName(name, profile.name))
    const change = !old ? ('added' as const) : sameSetup(old, profile) ? ('same' as const) : ('changed' as const)
    return { name: profile.name, change, mirrors: profile.mirrors.map(({ upstream, url }) => `${upstream} → ${url}`) }
  })
  const all = [...offered.mirrors, ...offered.profiles.flatMap((profile) => profile.mirrors)]
  const known = [...settings.mirrors, ...settings.profiles.flatMap((profile) => profile.mirrors)].map(hostOf)
  return {
    newHosts: [...new Set(all.map(hostOf))].filter((host) => !known.includes(host)),
    mirrors,
    removed: settings.mirrors
      .filter((mirror) => !next.mirrors.some((one) => isSame(one, mirror)))
      .map(({ upstream, url }) => ({ upstream, url })),
    profiles,
    keepTheirs: next.keepTheirs === settings.keepTheirs ? null : next.keepTheirs,
    warnings: warningsOf(all),
    changes: JSON.stringify(next) !== JSON.stringify(settings),
  }
}

/** The list with what is offered: its mirrors take the place of those of the same upstreams, as do its profiles. */
export function take({ mirrors, keepTheirs, profiles }: Offered, settings: Settings): Settings {
  const upstreams = upstreamsOf(mirrors)
  const stay = settings.profiles.filter(({ name }) => !profiles.some((profile) => sameName(profile.name, name)))
  return {
    ...settings,
    mirrors: sameList(settings.mirrors, mirrors, upstreams),
    keepTheirs: keepTheirs ?? settings.keepTheirs,
    profiles: profiles.length === 0 ? settings.profiles : [...stay, ...profiles].slice(-maxProfiles),
  }
}

// A list that says it already keeps its order among other upstreams.
function sameList(now: readonly Mirror[], mirrors: readonly Mirror[], upstreams: readonly string[]): readonly Mirror[] {
  const there = now.filter(({ upstream }) => upstreams.includes(upstream))
  const equal =
    there.length === mirrors.length &&
    upstreams.every((upstream) => {
      const of = (list: readonly Mirror[]): readonly Mirror[] => list.filter((one) => one.upstream === upstream)
      return JSON.stringify(of(there).map(meaning)) === JSON.stringify(of(mirrors).map(meaning))
    })
  return equal ? now : [...now.filter(({ upstream }) => !upstreams.includes(upstream)), ...mirrors]
}

function meaning({ upstream, url, insecure, ca }: Mirror): unknown {
  return [upstream, url, insecure, ca?.sha256 ?? null]
}

function changeOf(mirror: Mirror, list: readonly Mirror[]): 'added' | 'changed' | 'same' {
  const old = list.find((one) => isSame(one, mirror))
  if (!old) return 'added'
  return JSON.stringify(meaning(old)) === JSON.stringify(meaning(mirror)) ? 'same' : 'changed'
}

function isSame(a: Mirror, b: Mirror): boolean {
  return a.upstream === b.upstream && a.url === b.url
}

function hostOf(mirror: Mirror): string {
  const { host, port } = endpointOf(mirror)
  return hostAndPort(host, port)
}

function warningsOf(mirrors: readonly Mirror[]): readonly Notice[] {
  const byUrl = new Map(mirrors.map((mirror) => [`${mirror.url} ${mirror.insecure}`, mirror]))
  return [...byUrl.values()].flatMap((mirror) => {
    const { scheme, host } = endpointOf(mirror)
    const values = { url: mirror.url }
    return [
      ...(mirror.insecure ? [notice('offer-insecure', values)] : []),
      ...(scheme === 'http' && !isLoopback(host) ? [notice('offer-plain', values)] : []),
      ...(isLoopback(host) ? [notice('offer-loopback', values)] : []),
    ]
  })
}
