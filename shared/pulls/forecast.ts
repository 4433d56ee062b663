import type { Forecast, Quota } from './quota.ts'

const hourMs = 3_600_000
/** Measurements that are nearer to each other say little of a rate. */
const leastMs = 300_000

/**
 * When the quota will be used up if pulls go on as lately. Of the measurements, in any order, it takes the newest and
 * those of the same count within one window before it. Pulls that leave the window give some back, seen as a rise of
 * `remaining`: it is worked out from the time since the last rise, and so never promises more than was measured. All
 * null where fewer than two are left, where they lie within five minutes, or where the newest is older than its window.
 * `emptyAt` lies in the future and before every pull that was counted has left the window; else null, also where the
 * window is not known.
 */
export function forecastOf(quotas: readonly Quota[], now: number): Forecast {
  const none: Forecast = { perHour: null, emptyAt: null, basis: null }
  const [latest, ...older] = quotas.filter(isKnown).toSorted((a, b) => b.at - a.at)
  if (!latest) return none
  const windowMs = latest.windowSeconds === null ? null : latest.windowSeconds * 1000
  const lastsMs = windowMs ?? Infinity
  if (now - latest.at >= lastsMs) return none
  const run = [latest]
  for (const one of older.filter((other) => isSameCount(other, latest))) {
    if (one.remaining < run.at(-1)!.remaining || latest.at - one.at > lastsMs) break
    run.push(one)
  }
  const oldest = run.at(-1)!
  const passed = latest.at - oldest.at
  if (passed < leastMs) return none
  const perHour = ((oldest.remaining - latest.remaining) / passed) * hourMs
  const basis = { from: oldest.at, to: latest.at }
  if (perHour === 0 || windowMs === null) return { perHour, emptyAt: null, basis }
  const emptyAt = Math.round(latest.at + (latest.remaining / perHour) * hourMs)
  return { perHour, emptyAt: emptyAt <= latest.at + windowMs && emptyAt > now ? emptyAt : null, basis }
}

type KnownQuota = Quota & { readonly remaining: number }

function isKnown(quota: Quota): quota is KnownQuota {
  return quota.state === 'known' && quota.remaining !== null
}

/**
 * Whether two measurements are of the same count. Without a login that is an address, and where the hub did not say
 * which, two measurements cannot be told to be of one: laptops roam.
 */
export function isSameCount(a: Quota, b: Quota): boolean {
  const isNamed = a.counted !== null || a.login !== null
  const isSame = placeOf(a) === placeOf(b) && a.login === b.login && a.counted === b.counted
  return isNamed && isSame && a.limit === b.limit && a.windowSeconds === b.windowSeconds
}

/** From where a quota was measured, as a text to compare by. */
export function placeOf({ from }: Quota): string {
  return from.kind === 'collector' ? `collector ${from.mirror}` : from.kind
}
