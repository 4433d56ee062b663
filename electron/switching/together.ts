import type { EngineReport } from '../../shared/contract.ts'
import type { Choice, EngineKey, Scope } from '../../shared/engine.ts'
import type { Disk } from '../system/system.ts'
import type { Workplace } from './place.ts'
import type { Survey } from './survey.ts'
import { switchEngine, type Order } from './switch.ts'

/** One engine of several that are switched in one go. */
export interface Turn {
  readonly key: EngineKey
  readonly order: Order
  readonly looked: Survey
}

/**
 * Switches several engines in one go: their files one engine after the other, under one lock for each scope, and
 * while one waits for its engine the next goes on. How one fares is nothing to the others.
 */
export async function switchTogether(
  place: Workplace,
  turns: readonly Turn[],
  choice: Choice,
): Promise<readonly EngineReport[]> {
  const shared = sharing(place)
  // What lies in a machine inside this one has a lock of its own there.
  const whereOf = ({ instance }: EngineKey): Workplace => (instance === undefined ? shared : place)
  return await Promise.all(
    turns.map(({ key, order, looked }) => switchEngine(whereOf(key), key, order, choice, looked)),
  )
}

function sharing(place: Workplace): Workplace {
  const { disk } = place.system
  const files = oneAtATime()
  const locks = new Map<Scope, ReturnType<typeof heldLock>>()
  const lockOf = (scope: Scope): ReturnType<typeof heldLock> => {
    const lock = locks.get(scope) ?? heldLock(scope, disk)
    locks.set(scope, lock)
    return lock
  }
  return {
    ...place,
    system: {
      ...place.system,
      disk: { ...disk, locked: (scope, work) => lockOf(scope).during(() => files.during(work)) },
    },
    aside: (wait) => files.outside(wait),
  }
}

interface Gate {
  during<T>(work: () => Promise<T>): Promise<T>
}

function oneAtATime(): Gate & { outside<T>(wait: () => Promise<T>): Promise<T> } {
  let last: Promise<unknown> = Promise.resolve()
  let leave: () => void = () => undefined
  const enter = async (): Promise<void> => {
    const before = last
    const { promise, resolve } = Promise.withResolvers<void>()
    last = promise
    await before
    leave = resolve
  }
  return {
    async during(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
    async outside(wait) {
      leave()
      try {
        return await wait()
      } finally {
        await enter()
      }
    },
  }
}

// Taken by the first who needs it, and kept until the last of those who came meanwhile is done.
function heldLock(scope: Scope, disk: Disk): Gate {
  let inside = 0
  let held: { readonly taken: Promise<void>; readonly end: () => void } | null = null
  const take = (): NonNullable<typeof held> => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>()
    const taken = new Promise<void>((resolve, reject) => {
      disk
        .locked(scope, async () => {
          resolve()
          await ended
        })
        .catch(reject)
    })
    return { taken, end }
  }
  return {
    async during(work) {
      held ??= take()
      const mine = held
      inside++
      try {
        await mine.taken
        return await work()
      } finally {
        if (--inside === 0) {
          held = null
          mine.end()
        }
      }
    },
  }
}
