import { networkInterfaces } from 'node:os'
import { forecastOf, placeOf } from '../../shared/pulls/forecast.ts'
import type { Quota, QuotaReading } from '../../shared/pulls/quota.ts'
import type { Notice } from '../../shared/notice.ts'
import type { StoredLogin } from '../../shared/codecs/docker-auth-config.ts'
import { nameOf } from '../mirrors/hub-token.ts'
import { probeQuota, type Hub } from '../mirrors/quota.ts'
import type { PullHistory } from '../pulls/history.ts'
import { findHubLogin } from '../pulls/logins.ts'
import { digestOf } from '../system/digest.ts'
import type { Desk } from './desk.ts'

/**
 * What was measured so lately is not measured again, after a failure sooner; never any longer, however quiet our own
 * record of pulls is: others may share the address, and the window gives pulls back by itself.
 */
const freshMs = 900_000
const retryMs = 60_000
const dayMs = 24 * 3_600_000
const networkKey = 'quota network'

/** What may differ between this machine and a test. */
export interface QuotaMeans {
  readonly hub?: Hub
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly now?: () => number
}

/**
 * What is left for this machine's address, for the user's login, and for what collectors have measured within a day.
 * `probe` asks the hub where our last answer is older than 15 minutes, or of another network; without it nobody is
 * asked, and no helper is run. On the files of another root it never asks.
 */
export async function readQuota(
  { place: { system } }: Pick<Desk, 'place'>,
  history: PullHistory,
  probe: boolean,
  { hub, env = process.env, now = Date.now }: QuotaMeans = {},
): Promise<readonly QuotaReading[]> {
  if (!probe || system.processes === null) return readingsOf(history.quotas(now() - dayMs), now())
  const { login, notice } = await findHubLogin(system, env)
  const measure = async (as: StoredLogin | null): Promise<void> => {
    const from = { kind: 'this-machine' } as const
    history.addQuota({ ...(await probeQuota({ login: as, from, ...(hub && { hub }) })), at: now() })
  }
  await inTurn(history, async () => {
    const network = networkNow()
    const isMoved = history.recall(networkKey) !== network
    const known = history.quotas(now() - dayMs)
    const due = [null, ...(login ? [login] : [])].filter((one) => isDue(known, one, isMoved, now()))
    await Promise.all(due.map(measure))
    if (isMoved) history.remember(networkKey, network)
  })
  return readingsOf(history.quotas(now() - dayMs), now()).map((one) => withoutLogin(one, notice))
}

// Two faces that ask at once share one answer.
const turns = new WeakMap<PullHistory, Promise<void>>()

async function inTurn(history: PullHistory, work: () => Promise<void>): Promise<void> {
  const turn = (turns.get(history) ?? Promise.resolve()).then(work, work)
  turns.set(history, turn)
  await turn
}

// Without a login the hub counts the address: in another network that is another.
function isDue(known: readonly Quota[], login: StoredLogin | null, isMoved: boolean, now: number): boolean {
  const name = login && nameOf(login)
  const last = known.find((one) => one.from.kind === 'this-machine' && one.login === name)
  if (!last || (isMoved && login === null) || last.at > now) return true
  return now - last.at >= (last.state === 'failed' ? retryMs : freshMs)
}

function networkNow(): string {
  const all = Object.values(networkInterfaces()).flatMap((some) => some ?? [])
  const outer = all.filter(({ internal }) => !internal).map(({ address }) => address)
  return digestOf(JSON.stringify(outer.toSorted()))
}

// The newest of each place and login, with what the older ones tell of the rate. Where that failed, what was measured
// earlier stands until its window is over, with the reason beside it.
function readingsOf(known: readonly Quota[], now: number): readonly QuotaReading[] {
  const groups = Map.groupBy(known, (quota) => JSON.stringify([placeOf(quota), quota.login]))
  return [...groups.values()].map((group) => {
    const newest = group[0]!
    const standing = group.find(({ state }) => state !== 'failed')
    const isStanding = standing !== undefined && now - standing.at < (standing.windowSeconds ?? 0) * 1000
    const shown = newest.state === 'failed' && isStanding ? { ...standing, notice: newest.notice } : newest
    return { ...shown, forecast: forecastOf(group, now) }
  })
}

// Why there is no figure of the account stands beside that of the address.
function withoutLogin(reading: QuotaReading, why: Notice | null): QuotaReading {
  const isOurs = reading.from.kind === 'this-machine' && reading.login === null
  return why !== null && isOurs && reading.state !== 'failed' ? { ...reading, notice: why } : reading
}
