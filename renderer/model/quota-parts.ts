import type { QuotaReading } from '../../shared/pulls/quota.ts'

/** How full a gauge is and how much that wants a look; null where there is nothing to draw. */
export interface Gauge {
  readonly limit: number
  readonly remaining: number
  readonly tone: 'on' | 'warning' | 'danger'
}

// Of the limit; a team that pulls at once can use up a tenth in minutes.
const fewShare = 0.1

/** What there is to draw of a measurement; null where the hub told no figures. */
export function gaugeOf({ state, limit, remaining }: QuotaReading): Gauge | null {
  if (state !== 'known' || limit === null || remaining === null || limit <= 0) return null
  const left = Math.max(0, Math.min(limit, remaining))
  return { limit, remaining: left, tone: left === 0 ? 'danger' : left < limit * fewShare ? 'warning' : 'on' }
}

/** The gauge that matters most first: what is nearest to its end, then what is not known. */
export function sortQuotas(readings: readonly QuotaReading[]): readonly QuotaReading[] {
  const share = (reading: QuotaReading): number => {
    const gauge = gaugeOf(reading)
    return gauge === null ? 2 : gauge.remaining / gauge.limit
  }
  return readings.toSorted((one, other) => share(one) - share(other))
}
