import { formatKey, type Choice, type EngineKey } from '../engine.ts'
import type { Mirror } from '../registry.ts'

/** What a profile sets: mirrors, what becomes of others, and the engines that use them. */
export interface Setup extends Choice {
  /** Null means every engine found, in its usual scope. */
  readonly engines: readonly EngineKey[] | null
}

/** A setup under a name, such as “office”. One without mirrors is “off”, as on a train. */
export interface Profile extends Setup {
  readonly name: string
}

/** The profile that a list came from, and whether the list says something else by now. */
export interface CurrentProfile {
  readonly name: string
  readonly changed: boolean
}

/** How many profiles are kept; a list to choose from ends somewhere. */
export const maxProfiles = 50

/** The part of settings that a profile sets. */
export function setupOf({ mirrors, engines, keepTheirs, strict }: Setup): Setup {
  return { mirrors, engines, keepTheirs, strict }
}

/** Whether two setups mean the same: the order of mirrors counts, that of engines does not. */
export function sameSetup(a: Setup, b: Setup): boolean {
  return meaning(a) === meaning(b)
}

function meaning(setup: Setup): string {
  const { mirrors, engines, ...rest } = setupOf(setup)
  return JSON.stringify([mirrors.map(mirrorMeaning), engines && engines.map(formatKey).toSorted(), rest])
}

function mirrorMeaning({ upstream, url, insecure, ca }: Mirror): unknown {
  return [upstream, url, insecure, ca?.sha256 ?? null]
}

/**
 * Which profile the list is. What the list says decides; `lastProfile` only names the one that it came from, where
 * it equals none.
 */
export function currentProfile(
  settings: Setup & { readonly profiles: readonly Profile[]; readonly lastProfile: string | null },
): CurrentProfile | null {
  const equal = settings.profiles.filter((profile) => sameSetup(profile, settings))
  const same = equal.find(({ name }) => name === settings.lastProfile) ?? equal[0]
  if (same) return { name: same.name, changed: false }
  const last = settings.profiles.find(({ name }) => name === settings.lastProfile)
  return last ? { name: last.name, changed: true } : null
}
