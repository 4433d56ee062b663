import { networkInterfaces } from 'node:os'
import { isLoopback } from '../../../shared/registry.ts'

/**
 * Addresses by which a mirror knows this machine. A collector elsewhere sees us as its mirror does; for one on this
 * machine all that we have count, since the mirror beside it may be asked by any of them.
 */
export function ownAddresses(seenAs: string | null): readonly string[] {
  if (seenAs === null) return []
  return isLoopback(seenAs) ? localAddresses() : [seenAs]
}

/** All addresses of this machine's own interfaces. */
export function localAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))
}
