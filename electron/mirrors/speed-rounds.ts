import type { MirrorSpeed } from '../../shared/mirrors/contract.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { firstTurn, layerTurn, type Contender, type Contest } from './speed-turn.ts'

const longestTurnMs = 2_500
const shortestTurnMs = 100

/** Who takes turns, and until when. */
export interface Rounds {
  readonly contest: Contest
  readonly contenders: readonly Contender[]
  /** The upstream itself, which has one turn between the rounds; null where it cannot be asked. */
  readonly direct: Contender | null
  /** By URL, what is known before. */
  readonly known: ReadonlyMap<string, MirrorSpeed>
  /** On the clock of `performance.now()`. */
  readonly until: number
  readonly signal: AbortSignal
  readonly tell: (notice: Notice, done: number, total: number) => void
  /** What a turn that failed says of its mirror; null for nothing. */
  readonly judge: (url: string, error: unknown, seconds: number) => Notice | null
}

/**
 * Layers are read one server after the other, since two at once would share this machine's line and measure each other.
 * There are two rounds, the second the other way round: what passes by meets not always the same one, and a cache that
 * had to fetch the layer in the first round shows its own speed in the second. Each turn has its share of the time that
 * is left, so that who is quick leaves more to the others. The answers are by URL.
 */
export async function takeTurns(rounds: Rounds): Promise<ReadonlyMap<string, MirrorSpeed>> {
  const { contest, contenders, direct, known, until, signal, tell, judge } = rounds
  const speeds = new Map(known)
  const turns = contenders.length * 2 + (direct ? 1 : 0)
  let taken = 0
  const turn = async (
    { url }: Contender,
    work: (before: MirrorSpeed, own: AbortSignal) => Promise<MirrorSpeed>,
  ): Promise<void> => {
    signal.throwIfAborted()
    tell(notice('speed-asking', { url }), taken, turns)
    const share = (until - performance.now()) / (turns - taken++)
    const ms = Math.round(Math.min(longestTurnMs, Math.max(shortestTurnMs, share)))
    const before = speeds.get(url)!
    try {
      const seen = await work(before, AbortSignal.any([signal, AbortSignal.timeout(ms)]))
      speeds.set(url, { ...seen, firstByteMs: least(seen.firstByteMs, before.firstByteMs) })
    } catch (error) {
      signal.throwIfAborted()
      speeds.set(url, { ...before, notice: judge(url, error, Math.round(ms / 100) / 10) })
    }
  }
  const again = (who: Contender): Promise<void> => turn(who, (before, own) => layerTurn(who, contest, before, own))
  for (const who of contenders) await turn(who, (_, own) => firstTurn(who, contest, own))
  if (direct) await again(direct)
  for (const who of contenders.toReversed()) await again(who)
  return speeds
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b)
}
