import type { Pull } from '../../shared/pulls/pull.ts'
import type { Quota, QuotaReading } from '../../shared/pulls/quota.ts'

const served: readonly Pull['outcome'][] = ['mirror-hit', 'mirror-miss', 'mirror-up-to-date']

/** Whether a mirror was seen to serve this pull; one that may have refused it does not count. */
export function wasServed(pull: Pull): pull is Pull & { readonly mirror: string } {
  return pull.mirror !== null && served.includes(pull.outcome)
}

/** Tells which readings have just come below a number of pulls: each once, until it was above it again. */
export function makeCrossings(): (
  readings: readonly QuotaReading[],
  below: number,
) => readonly (QuotaReading & { readonly remaining: number })[] {
  const low = new Set<string>()
  return (readings, below) =>
    readings.filter((reading): reading is QuotaReading & { readonly remaining: number } => {
      const { state, remaining } = reading
      // What is not reported is neither above nor below.
      if (state !== 'known' || remaining === null) return false
      const key = keyOf(reading)
      const wasLow = low.has(key)
      if (remaining < below) low.add(key)
      else low.delete(key)
      return remaining < below && !wasLow
    })
}

// Whom the hub counts may be an address that changes on the road: that is another quota.
function keyOf({ from, login, counted }: Quota): string {
  return JSON.stringify([from, login, counted])
}
