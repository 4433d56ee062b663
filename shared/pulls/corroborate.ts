import type { Group } from './groups.ts'
import type { MirrorCounters } from './stats.ts'

/**
 * Clears up doubts by two looks at the mirror's counters. Where it counted exactly the manifest requests that we know
 * of and fetched none, all of them were hits; where it fetched one for each that is in doubt, all of these were
 * misses. Blobs count likewise where the mirror reports them (not 2.8: distribution#4044). Anything else proves nothing.
 */
export function corroborated(
  groups: readonly Group[],
  before: MirrorCounters,
  after: MirrorCounters,
): readonly Group[] {
  const inDoubt = groups.filter((group) => doubtOf(group) > 0)
  const requests = since(before.manifestRequests, after.manifestRequests)
  const misses = since(before.manifestMisses, after.manifestMisses)
  const known = sum(groups, ({ manifests }) => manifests)
  if (inDoubt.length === 0 || requests === null || misses === null || requests !== known) return []
  const blobMisses = since(before.blobMisses, after.blobMisses)
  const onlyManifests = inDoubt.every((group) => group.requests === group.manifests)
  if (misses === 0 && (onlyManifests || blobMisses === 0)) return inDoubt.map((group) => settleDoubt(group, 'hit'))
  // A fetch that is certain already is one of those counted.
  const certain = groups.some((group) => group.counts.miss > 0)
  if (misses > 0 && !certain && inDoubt.length === 1 && groups.length === 1) return [settleDoubt(inDoubt[0]!, 'miss')]
  return []
}

function doubtOf({ counts }: Group): number {
  return counts.older + counts.restarted + counts['in-flight'] + counts.unnamed
}

function settleDoubt(group: Group, as: 'hit' | 'miss'): Group {
  const count = doubtOf(group)
  Object.assign(group.counts, { older: 0, restarted: 0, 'in-flight': 0, unnamed: 0, [as]: group.counts[as] + count })
  return group
}

// Null where it is not reported, or where the counters began anew.
function since(before: number | null, after: number | null): number | null {
  return before === null || after === null || after < before ? null : after - before
}

function sum(groups: readonly Group[], of: (group: Group) => number): number {
  return groups.reduce((total, group) => total + of(group), 0)
}
