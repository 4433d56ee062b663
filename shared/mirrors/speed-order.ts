import type { MirrorSpeed, TagVerdict } from './contract.ts'

/** What a pull comes to: it asks some times, and then reads some 20 MB. */
const questions = 4
const pullBytes = 20 * 1024 * 1024

const ranks: Readonly<Record<TagVerdict, number>> = { same: 0, unknown: 0, stale: 1, missing: 2, wrong: 4 }
const silentRank = 3

/**
 * URLs, the best first: those that are right before those that are stale, have nothing, did not answer, or are wrong;
 * then by the time that a pull would take. Equals stay as they are.
 */
export function bestFirst(speeds: readonly MirrorSpeed[]): readonly string[] {
  const key = (speed: MirrorSpeed): readonly [number, number] => [rankOf(speed), pullMs(speed)]
  return speeds
    .toSorted((a, b) => {
      const [[rankA, msA], [rankB, msB]] = [key(a), key(b)]
      return rankA - rankB || (msA === msB ? 0 : msA - msB)
    })
    .map(({ url }) => url)
}

function rankOf({ verdict, firstByteMs }: MirrorSpeed): number {
  return firstByteMs === null && verdict !== 'wrong' ? silentRank : ranks[verdict]
}

/** How long a usual pull would take by what was measured, in milliseconds; without a rate, by the first byte alone behind all others. */
function pullMs({ firstByteMs, bytesPerSecond }: MirrorSpeed): number {
  if (firstByteMs === null) return Number.POSITIVE_INFINITY
  const readMs = bytesPerSecond === null ? 3_600_000 : (pullBytes / bytesPerSecond) * 1000
  return firstByteMs * questions + readMs
}
