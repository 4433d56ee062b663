import type { Grouping } from '../../shared/pulls/grouping.ts'
import type { MirrorPull } from '../../shared/pulls/sighting.ts'

/** Settles pulls of a mirror once they have been quiet, and sets no timer while none is open. */
export interface Settling {
  /** More was taken in: something may have to settle. */
  later(): void
  close(): void
}

/** Pulls that end one after the other settle together. */
const leastMs = 100

/** `grouping` gives the one that counts at that moment. */
export function settleLater(
  grouping: () => Pick<Grouping, 'settle' | 'nextSettle'>,
  onSettled: (pulls: readonly MirrorPull[]) => void,
): Settling {
  let timer: NodeJS.Timeout | null = null
  const later = (): void => {
    const at = grouping().nextSettle()
    if (timer || at === null) return
    timer = setTimeout(
      () => {
        timer = null
        onSettled(grouping().settle(Date.now()))
        later()
      },
      Math.max(leastMs, at - Date.now()),
    )
    timer.unref()
  }
  return {
    later,
    close() {
      if (timer) clearTimeout(timer)
    },
  }
}
