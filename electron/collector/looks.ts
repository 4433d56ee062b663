import { namesIn } from '../../shared/pulls/catalog-lines.ts'
import type { Mirror } from '../../shared/registry.ts'
import { walkCatalog } from '../mirrors/catalog-walk.ts'
import type { PullHistory } from '../pulls/history.ts'
import { attempt } from './attempt.ts'
import { baselineKey } from './recorder.ts'

/** Looks at the catalog: once at first, then after pulls, and the slower it is the more seldom. */
export interface Looks {
  /** Something was pulled: the catalog may have grown. */
  stir(): void
}

const pauseMs = 900_000
const retryMs = 2_000
/** A walk may take one part in so many of the mirror's time. */
const share = 200

export function beginLooks(
  mirror: Mirror,
  history: PullHistory,
  onState: (why: string | null) => void,
  signal: AbortSignal,
): Looks {
  let timer: NodeJS.Timeout | null = null
  let lastAt = 0
  let pause = pauseMs

  const look = async (): Promise<void> => {
    timer = null
    lastAt = Date.now()
    const found = await walkCatalog(mirror, { signal, onProgress: () => {} }).catch(() => null)
    if (signal.aborted) return
    pause = Math.max(pauseMs, (found?.tookMs ?? 0) * share)
    if (!found?.isComplete || found.at === null) {
      onState(found?.notice?.message ?? 'it cannot be read')
      // Whatever comes before the first look may have been cached before the record: that one is tried again soon.
      if (history.recall(baselineKey) === null) retry()
      return
    }
    onState(null)
    const { at, names } = found
    attempt(() => {
      history.lookedAt(mirror.url, at, namesIn(names))
      if (history.recall(baselineKey) === null) history.remember(baselineKey, String(at))
    })
  }

  const retry = (): void => {
    timer = setTimeout(() => void look(), retryMs)
    timer.unref()
  }

  void look()
  return {
    stir() {
      if (timer || signal.aborted) return
      timer = setTimeout(() => void look(), Math.max(0, lastAt + pause - Date.now()))
      timer.unref()
    },
  }
}
