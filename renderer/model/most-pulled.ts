import type { Activity } from '../../shared/pulls/catalog.ts'

/** As many as a person reads; the rest stands in the catalog. */
const shown = 10

/** The repositories that a server says were pulled most; those without a count come last. */
export function mostPulled({ repositories }: Activity): Activity['repositories'] {
  return repositories.toSorted((one, other) => (other.pulls ?? -1) - (one.pulls ?? -1)).slice(0, shown)
}
