import type { Version } from '../engine.ts'
import { decodeConf, type Outcome } from './podman-conf.ts'
import { podmanRules, type PodmanRules } from './podman-rules.ts'
import { senseOf } from './podman-sense.ts'

/** Why a podman that can parse a file will not have it, in its own words, and the line; null where it takes the file. */
export function faultIn(
  text: string,
  place: 'main' | 'drop-in',
  version: Version | null,
): Extract<Outcome<unknown>, { ok: false }> | null {
  const rules = rulesOf(version)
  const raw = decodeConf(text, rules)
  const read = raw.ok ? senseOf(raw.value, place, rules) : raw
  return read.ok ? null : read
}

// The last measured one that is not newer; of an unknown version the middle.
function rulesOf(version: Version | null): PodmanRules {
  const [v43, v54, v58, v61] = podmanRules as readonly [PodmanRules, PodmanRules, PodmanRules, PodmanRules]
  if (!version) return v58
  if (version.major >= 6) return v61
  if (version.major < 5) return v43
  return version.minor >= 8 ? v58 : v54
}
