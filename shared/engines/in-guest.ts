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
  const wanted = (desired: Desired): Desired => desiredInGuest(desired, hostAddress)
  return {
    ...engine,
    supports(mirror, facts) {
      const there = seen(mirror)
      if (there) return engine.supports(there, facts)
      return { ok: false, notice: notice('guest-loopback', { url: mirror.url, instance: facts.instance ?? '' }) }
    },
    targets: (facts, desired) => engine.targets(facts, wanted(desired)),
    plan: (files, desired, facts, places) =>
      engine.plan({ ...files, owned: allFromGuest(files.owned, hostAddress) }, wanted(desired), facts, places),
    spell(mirror, facts) {
      const there = seen(mirror)
      return there && engine.spell(there, facts)
    },
  }
}

/** What is wanted of an engine, as it is spelled in a machine inside this one; without what cannot be reached there. */
export function desiredInGuest(desired: Desired, hostAddress: string | null): Desired {
  const { mirrors, forget } = desired
  return {
    ...desired,
    mirrors: allFromGuest(mirrors, hostAddress),
    ...(forget && { forget: allFromGuest(forget, hostAddress) }),
  }
}

function allFromGuest(mirrors: readonly Mirror[], hostAddress: string | null): readonly Mirror[] {
  return mirrors.flatMap((mirror) => seenFromGuest(mirror, hostAddress) ?? [])
}

function seenFromGuest(mirror: Mirror, hostAddress: string | null): Mirror | null {
  const endpoint = endpointOf(mirror)
  if (!isLoopback(endpoint.host)) return mirror
  return hostAddress === null ? null : { ...mirror, url: formatEndpoint({ ...endpoint, host: hostAddress }) }
}
