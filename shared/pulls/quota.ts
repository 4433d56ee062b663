import type { Notice } from '../notice.ts'

/** What is left of Docker Hub's pull limit, for one address or one account, measured from one place. */
export interface Quota {
  /** Milliseconds since 1970. */
  readonly at: number
  /** Who asked the hub: this machine, or the collector beside a mirror, by its URL. */
  readonly from: { readonly kind: 'this-machine' } | { readonly kind: 'collector'; readonly mirror: string }
  /** As whom: without a login, or with this user's. */
  readonly login: string | null
  /** Whom the hub counts, in its own words: an address or the id of an account. Null where it did not say. */
  readonly counted: string | null
  readonly state: 'known' | 'not-reported' | 'failed'
  readonly limit: number | null
  readonly remaining: number | null
  readonly windowSeconds: number | null
  readonly notice: Notice | null
}

/** When the quota will be used up if pulls go on as lately. */
export interface Forecast {
  /** Manifest requests an hour that were counted lately; null where two measurements are missing. */
  readonly perHour: number | null
  /** Milliseconds since 1970; null where it will not be used up within its window. */
  readonly emptyAt: number | null
  /** The measurements it was worked out from. */
  readonly basis: { readonly from: number; readonly to: number } | null
}

/** A quota with what it leads to. */
export interface QuotaReading extends Quota {
  readonly forecast: Forecast
}
