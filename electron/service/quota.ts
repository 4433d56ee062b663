import type { Quota, QuotaReading } from '../../shared/pulls/quota.ts'
import { forecastOf, placeOf } from '../../shared/pulls/forecast.ts'
import { probeQuota, type Hub } from '../mirrors/quota.ts'
import type { PullHistory } from '../pulls/history.ts'
import { findHubLogin } from '../pulls/logins.ts'
import type { Desk } from './desk.ts'

/** What was measured so lately is not measured again; after a failure sooner. */
const freshMs = 900_000
const retryMs = 60_000
const dayMs = 24 * 3_600_000

/**
 * What is left for this machine's address, for the user's login, and for what collectors have measured. `probe` asks
 * the hub where our last answer is older than 15 minutes.
 */
export async function readQuota(
  { place }: Pick<Desk, 'place'>,
  history: PullHistory,
  probe: boolean,
  hub?: Hub,
): Promise<readonly QuotaReading[]> {
  const now = Date.now()
  if (probe && place.system.processes) {
    const login = await findHubLogin(place.system)
    const known = history.quotas(now - dayMs)
    const due = [null, login].filter((one, at) => (at === 0 || one !== null) && isDue(known, one?.user ?? null, now))
    const from = { kind: 'this-machine' } as const
    const asked = await Promise.all(due.map((one) => probeQuota({ login: one, from, ...(hub && { hub }) })))
    for (const quota of asked) history.addQuota(quota)
  }
  return readingsOf(history.quotas(now - dayMs), now)
}

function isDue(known: readonly Quota[], login: string | null, now: number): boolean {
  const last = known.find((one) => one.from.kind === 'this-machine' && one.login === login)
  return !last || now - last.at >= (last.state === 'failed' ? retryMs : freshMs)
}

// The newest of each place and login, with what the older ones tell of the rate.
function readingsOf(known: readonly Quota[], now: number): readonly QuotaReading[] {
  const groups = Map.groupBy(known, (quota) => JSON.stringify([placeOf(quota), quota.login]))
  return [...groups.values()].map((group) => ({ ...group[0]!, forecast: forecastOf(group, now) }))
}
