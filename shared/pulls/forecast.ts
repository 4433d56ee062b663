import type { Forecast, Quota } from './quota.ts'

const hourMs = 3_600_000
/** Measurements that are nearer to each other say little of a rate. */
const leastMs = 300_000

/**
 * When the quota will be used up if pulls go on as lately. Of the measurements, in any order, it takes the newest and
 * those of the same count within one window before it. Pulls that leave the window give some back, seen as a rise of
 * `remaining`: it is worked out from the time since the last rise, and so never promises more than was measured. All
 * null where that says nothing: fewer than two are left, or within five minutes; the window is not known, or was over
 * since the newest; or the end that it leads to has passed meanwhile. Else a null `emptyAt` means that it lasts: what
 * was counted will have left the window before.
 */
export function forecastOf(quotas: readonly Quota[], now: number): Forecast {
  const none: Forecast = { perHour: null, emptyAt: null, basis: null }
  const [latest, ...older] = quotas.filter(isKnown).toSorted((a, b) => b.at - a.at)
  if (!latest || latest.windowSeconds === null) return none
  const windowMs = latest.windowSeconds * 1000
  if (now - latest.at >= windowMs) return none
  const run = [latest]
  for (const one of older.filter((other) => isSameCount(other, latest))) {
    if (one.remaining < run.at(-1)!.remaining || latest.at - one.at > windowMs) break
    run.push(one)
  }
  const oldest = run.at(-1)!
  const passed = latest.at - oldest.at
  if (passed < leastMs) return none
  const perHour = ((oldest.remaining - latest.remaining) * hourMs) / passed
  const basis = { from: oldest.at, to: latest.at }
  if (perHour === 0) return { perHour, emptyAt: null, basis }
  const emptyAt = Math.round(latest.at + (latest.remaining / perHour) * hourMs)
  if (emptyAt <= now) return none
  return { perHour, emptyAt: emptyAt <= latest.at + windowMs ? emptyAt : null, basis }
}

type KnownQuota = Quota & { readonly remaining: number }

function isKnown(quota: Quota): quota is KnownQuota {
  return quota.state === 'known' && quota.remaining !== null
}

/**
 * Whether two measurements are of the same count. Without a login that is an address, and where the hub did not say
 * which, two measurements cannot be told to be of one: laptops roam.
 */
function isSameCount(a: Quota, b: Quota): boolean {
  const isNamed = a.counted !== null || a.login !== null
  const isSame = placeOf(a) === placeOf(b) && a.login === b.login && a.counted === b.counted
  return isNamed && isSame && a.limit === b.limit && a.windowSeconds === b.windowSeconds
}

/** From where a quota was measured, as a text to compare by. */
export function placeOf({ from }: Quota): string {
  return from.kind === 'collector' ? `collector ${from.mirror}` : from.kind
}
