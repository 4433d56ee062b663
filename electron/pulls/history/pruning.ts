import { asAppError } from '../../../shared/errors.ts'
import type { Notice } from '../../../shared/notice.ts'

const firstMs = 10_000
const restMs = 100
const againMs = 3_600_000

/** Prunes now and then, in steps with pauses between them, so that nobody else waits. Returns how to end it. */
export function keepPruned(step: (now: number) => boolean, onNotice: (said: Notice) => void): () => void {
  const soon = (ms: number): void => {
    timer = setTimeout(() => soon(after()), ms).unref()
  }
  const after = (): number => {
    try {
      return step(Date.now()) ? restMs : againMs
    } catch (error) {
      onNotice(asAppError(error).notice)
      return againMs
    }
  }
  let timer: NodeJS.Timeout | null = null
  soon(firstMs)
  return () => {
    if (timer) clearTimeout(timer)
  }
}
