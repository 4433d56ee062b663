import type { Forecast, Quota } from './quota.ts'

const hourMs = 3_600_000
/** Measurements that are nearer to each other say little of a rate. */
const leastMs = 300_000

/**
 * When the quota will be used up if pulls go on as between the oldest and the newest of these measurements, which must
 * be of one address or account. Pulls that leave the window give some back meanwhile; so it is worked out only from the
 * time since `remaining` last rose, and only for a moment that lies within one window.
 */
export function forecastOf(quotas: readonly Quota[], now: number): Forecast {
  const none: Forecast = { perHour: null, emptyAt: null, basis: null }
  const [latest, ...older] = quotas.filter(({ state }) => state === 'known').toSorted((a, b) => b.at - a.at)
  if (!latest || latest.remaining === null) return none
  const run = [latest]
  for (const one of older) {
    if (!isSameCount(one, latest) || one.remaining! < run.at(-1)!.remaining!) break
    run.push(one)
  }
  const oldest = run.at(-1)!
  const passed = latest.at - oldest.at
  if (passed < leastMs) return none
  const perHour = ((oldest.remaining! - latest.remaining) / passed) * hourMs
  const basis = { from: oldest.at, to: latest.at }
  if (perHour <= 0) return { perHour: 0, emptyAt: null, basis }
  const emptyAt = latest.at + (latest.remaining / perHour) * hourMs
  const windowEnds = latest.windowSeconds === null ? Infinity : latest.at + latest.windowSeconds * 1000
  return { perHour, emptyAt: emptyAt <= windowEnds && emptyAt > now ? Math.round(emptyAt) : null, basis }
}

/** Whether two measurements are of the same count: asked from the same place, as the same, and counted as the same. */
export function isSameCount(a: Quota, b: Quota): boolean {
  return placeOf(a) === placeOf(b) && a.login === b.login && a.counted === b.counted && a.limit === b.limit
}

/** From where a quota was measured, as a text to compare by. */
export function placeOf({ from }: Quota): string {
  return from.kind === 'collector' ? `collector ${from.mirror}` : from.kind
}
