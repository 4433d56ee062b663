import type { SpeedCount } from '../../shared/mirrors/contract.ts'
import type { Upstream } from '../../shared/registry.ts'

/** So many manifests may be fetched: of Docker Hub one, since each counts as a pull; else an index and one image of it. */
export function maxManifests(upstream: Upstream): number {
  return countsPulls(upstream) ? 1 : 2
}

/** Whether an upstream limits how many manifests are fetched; of the well-known ones Docker Hub alone does. */
export function countsPulls(upstream: Upstream): boolean {
  return upstream === 'docker.io'
}

/** Counts all that is asked, and gives leave for no more manifests than were told of before. */
export interface Purse {
  /** Whether one more manifest may be fetched; it is then taken as fetched, whatever comes of it. */
  takeManifest(): boolean
  /** The last one turned out to have cost nothing. */
  giveBack(): void
  count(what: 'heads' | 'tags' | 'blobs', bytes?: number): void
  asked(): SpeedCount
}

export function openPurse(upstream: Upstream): Purse {
  const counts = { manifests: 0, heads: 0, tags: 0, blobs: 0, bytes: 0 }
  return {
    takeManifest() {
      if (counts.manifests === maxManifests(upstream)) return false
      counts.manifests++
      return true
    },
    giveBack: () => void counts.manifests--,
    count(what, bytes = 0) {
      counts[what]++
      counts.bytes += bytes
    },
    asked: () => ({ ...counts, pulls: countsPulls(upstream) ? counts.manifests : 0 }),
  }
}
