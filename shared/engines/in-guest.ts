import type { Desired, Engine } from '../engine.ts'
import type { EngineFacts } from '../facts.ts'
import { notice } from '../notice.ts'
import { endpointOf, formatEndpoint, isLoopback, type Mirror } from '../registry.ts'

/**
 * An engine as it is in a machine inside this one. A mirror on this machine's loopback is spelled with the address
 * that leads here from in there; where none does (`hostAddress` null) it cannot be used, and is refused with the reason.
 */
export function inGuest<F extends EngineFacts>(engine: Engine<F>, hostAddress: string | null): Engine<F> {
  const seen = (mirror: Mirror): Mirror | null => seenFromGuest(mirror, hostAddress)
  const all = (mirrors: readonly Mirror[]): readonly Mirror[] => mirrors.flatMap((mirror) => seen(mirror) ?? [])
  const wanted = (desired: Desired): Desired => ({
    ...desired,
    mirrors: all(desired.mirrors),
    ...(desired.forget && { forget: all(desired.forget) }),
  })
  return {
    ...engine,
    supports(mirror, facts) {
      const there = seen(mirror)
      if (there) return engine.supports(there, facts)
      return { ok: false, notice: notice('guest-loopback', { url: mirror.url, instance: facts.instance ?? '' }) }
    },
    targets: (facts, desired) => engine.targets(facts, wanted(desired)),
    plan: (files, desired, facts, places) =>
      engine.plan({ ...files, owned: all(files.owned) }, wanted(desired), facts, places),
    spell(mirror, facts) {
      const there = seen(mirror)
      return there && engine.spell(there, facts)
    },
  }
}

function seenFromGuest(mirror: Mirror, hostAddress: string | null): Mirror | null {
  const endpoint = endpointOf(mirror)
  if (!isLoopback(endpoint.host)) return mirror
  return hostAddress === null ? null : { ...mirror, url: formatEndpoint({ ...endpoint, host: hostAddress }) }
}
