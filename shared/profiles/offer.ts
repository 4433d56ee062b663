import { formatKey } from '../engine.ts'
import { failure } from '../errors.ts'
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

/** A mirror that is offered, beside what is there of the same upstream and address. */
export interface OfferedMirror extends Pick<Mirror, 'upstream' | 'url' | 'insecure'> {
  /** Digest of its authority; null for none. */
  readonly ca: string | null
  readonly change: 'added' | 'changed' | 'same'
}

/** What a profile would be, and in what the one of its name is otherwise now. */
export interface OfferedProfile {
  readonly name: string
  readonly change: 'added' | 'changed' | 'same'
  readonly mirrors: readonly OfferedMirror[]
  /** Mirrors that the profile of this name has now, and would have no more. */
  readonly removed: readonly Pick<Mirror, 'upstream' | 'url'>[]
  /** `podman:user`; null for every engine that is found. */
  readonly engines: readonly string[] | null
  readonly keepTheirs: boolean
  readonly strict: boolean
  /** What is not as it is now, beside its mirrors; all where it is new. */
  readonly differs: readonly ('engines' | 'keepTheirs' | 'strict')[]
}

/** What taking it would do to the list, for a person to say yes to. */
export interface Offer {
  /** Names exactly this change of exactly this list. */
  readonly id: string
  /** Hosts that images would newly come from, the first thing to look at. */
  readonly newHosts: readonly string[]
  readonly mirrors: readonly OfferedMirror[]
  /** What it would take the place of. */
  readonly removed: readonly Pick<Mirror, 'upstream' | 'url'>[]
  readonly profiles: readonly OfferedProfile[]
  /** What it would be set to; null where it stays. */
  readonly keepTheirs: boolean | null
  /** What to know before the yes. */
  readonly warnings: readonly Notice[]
  readonly changes: boolean
}

/** Compares what is offered with the list as it is. */
export function compare(offered: Offered, settings: Settings): Omit<Offer, 'id'> {
  const next = take(offered, settings)
  const all = [...offered.mirrors, ...offered.profiles.flatMap((profile) => profile.mirrors)]
  const known = [...settings.mirrors, ...settings.profiles.flatMap((profile) => profile.mirrors)]
  const hosts = new Set(known.map(hostOf))
  return {
    newHosts: [...new Set(all.map(hostOf))].filter((host) => !hosts.has(host)),
    mirrors: offered.mirrors.map((mirror) => beside(mirror, settings.mirrors)),
    removed: without(settings.mirrors, next.mirrors),
    profiles: offered.profiles.map((profile) =>
      profileBeside(
        profile,
        settings.profiles.find(({ name }) => sameName(name, profile.name)),
      ),
    ),
    keepTheirs: next.keepTheirs === settings.keepTheirs ? null : next.keepTheirs,
    warnings: [...warningsOf(all), ...authoritiesOf(all, known)],
    changes: JSON.stringify(next) !== JSON.stringify(settings),
  }
}

function beside(mirror: Mirror, list: readonly Mirror[]): OfferedMirror {
  const { upstream, url, insecure, ca } = mirror
  return { upstream, url, insecure, ca: ca?.sha256 ?? null, change: changeOf(mirror, list) }
}

function without(now: readonly Mirror[], next: readonly Mirror[]): Offer['removed'] {
  const gone = now.filter((mirror) => !next.some((one) => isSame(one, mirror)))
  return gone.map(({ upstream, url }) => ({ upstream, url }))
}

function profileBeside(profile: Profile, old: Profile | undefined): OfferedProfile {
  const { name, mirrors, engines, keepTheirs, strict } = profile
  const kept = old?.mirrors ?? []
  // One thing of it put into the old one: if that is still the same setup, it says the same of that.
  const differs = (['engines', 'keepTheirs', 'strict'] as const).filter(
    (part) => !old || !sameSetup(old, { ...old, [part]: profile[part] }),
  )
  return {
    name,
    change: !old ? 'added' : sameSetup(old, profile) ? 'same' : 'changed',
    mirrors: mirrors.map((mirror) => beside(mirror, kept)),
    removed: without(kept, mirrors),
    engines: engines && engines.map(formatKey),
    keepTheirs,
    strict,
    differs,
  }
}

/**
 * The list with what is offered: its mirrors take the place of those of the same upstreams, as do its profiles. Throws
 * where there would be more profiles than are kept: none goes because others come.
 */
export function take({ mirrors, keepTheirs, profiles }: Offered, settings: Settings): Settings {
  const upstreams = upstreamsOf(mirrors)
  const stay = settings.profiles.filter(({ name }) => !profiles.some((profile) => sameName(profile.name, name)))
  const count = stay.length + profiles.length
  if (count > maxProfiles && count > settings.profiles.length) throw failure('profiles-full', { limit: maxProfiles })
  return {
    ...settings,
    mirrors: sameList(settings.mirrors, mirrors, upstreams),
    keepTheirs: keepTheirs ?? settings.keepTheirs,
    profiles: profiles.length === 0 ? settings.profiles : [...stay, ...profiles],
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

// Whoever has the key of an authority can be the mirror. A host that is known already should not change hands unseen.
function authoritiesOf(mirrors: readonly Mirror[], known: readonly Mirror[]): readonly Notice[] {
  const changed = mirrors.flatMap(({ url, ca }) => {
    const there = known.filter((one) => one.url === url)
    return ca && there.length > 0 && there.every((one) => one.ca?.sha256 !== ca.sha256) ? [{ url, ca }] : []
  })
  const byDigest = new Map(changed.map((one) => [`${one.url} ${one.ca.sha256}`, one]))
  return [...byDigest.values()].map(({ url, ca }) => notice('offer-authority', { url, sha256: ca.sha256.slice(0, 12) }))
}
