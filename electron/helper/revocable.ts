import { failure } from '../../shared/errors.ts'
import type { Disk } from '../system/system.ts'
import type { Workplace } from '../switching/place.ts'

/**
 * The same place, on which the first change of a file is refused once whoever asked has gone. After it nothing is:
 * what was begun is finished or taken back.
 */
export function revocable(place: Workplace, isHeard: () => boolean): Workplace {
  const { disk } = place.system
  let begun = false
  const refuseIfGone = (): void => {
    if (!begun && !isHeard()) throw failure('request-cancelled')
  }
  const change =
    <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      refuseIfGone()
      begun = true
      return await work(...args)
    }
  const guarded: Disk = {
    ...disk,
    write: change(disk.write),
    store: change(disk.store),
    remove: change(disk.remove),
    locked: async (scope, work) =>
      await disk.locked(scope, async () => {
        // The wait for the lock may have been long.
        refuseIfGone()
        return await work()
      }),
  }
  return { ...place, system: { ...place.system, disk: guarded } }
}
