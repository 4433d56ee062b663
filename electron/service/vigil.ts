import type { Processes } from '../system/system.ts'
import { watchNetwork } from './network-watch.ts'

/** Sees to it that mirrors are asked when it matters: while a face listens, and at no other time. */
export interface Vigil {
  /** A face begins to listen; the function that comes back is called when it ends. */
  enter(): () => void
  close(): void
}

/** What a face that asks by itself has not asked by then, nobody will. */
const firstMs = 1_000

/** `ask` is called soon after the first face has come, and after every change of the network; without processes never. */
export function makeVigil(processes: Processes | null, wasAsked: () => boolean, ask: () => void): Vigil {
  let faces = 0
  let end: AbortController | null = null
  const begin = (on: Processes): void => {
    end = new AbortController()
    const first = setTimeout(() => wasAsked() || ask(), firstMs).unref()
    end.signal.addEventListener('abort', () => clearTimeout(first), { once: true })
    watchNetwork(on, ask, end.signal)
  }
  const close = (): void => {
    end?.abort()
    end = null
  }
  return {
    enter() {
      if (processes === null || processes.inGuest) return () => undefined
      if (faces++ === 0) begin(processes)
      let isIn = true
      return () => {
        if (isIn && --faces === 0) close()
        isIn = false
      }
    },
    close,
  }
}
