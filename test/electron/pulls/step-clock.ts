import { setImmediate as turn } from 'node:timers/promises'
import type { Clock } from '../../../electron/pulls/follow-again.ts'

/** A clock that a test moves; what is due is called, and may set new times. */
export interface StepClock extends Clock {
  pass(milliseconds: number): Promise<void>
}

export function stepClock(): StepClock {
  let now = Date.now()
  let due: { readonly at: number; readonly call: () => void }[] = []
  // Promises and sockets get their turns in between.
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 20; turns++) await turn()
  }
  return {
    now: () => now,
    after(milliseconds, call) {
      const one = { at: now + milliseconds, call }
      due.push(one)
      return () => void (due = due.filter((other) => other !== one))
    },
    async pass(milliseconds) {
      const end = now + milliseconds
      await settle()
      for (;;) {
        const next = due.toSorted((a, b) => a.at - b.at)[0]
        if (!next || next.at > end) break
        due = due.filter((other) => other !== next)
        now = next.at
        next.call()
        await settle()
      }
      now = end
      await settle()
    },
  }
}
