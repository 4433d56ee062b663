import { fileFailure } from '../../../electron/system/file-errors.ts'
import type { Disk } from '../../../electron/system/system.ts'

/** What goes wrong at a step and after it. */
export type Fault =
  /** This one change is refused, and nothing of it happens. */
  | 'fails once'
  /** From now on nothing that needs room can be written. */
  | 'is full'
  /** From now on nothing can be changed. */
  | 'is stuck'
  /** The process is killed before the change: nothing it does afterwards happens, reading included. */
  | 'dies before'
  /** The process is killed after the change. */
  | 'dies after'

export const faults: readonly Fault[] = ['fails once', 'is full', 'is stuck', 'dies before', 'dies after']

/** A disk on which the change number `at` (from one) goes wrong, with the names of the changes so far. */
export function failingDisk(
  disk: Disk,
  at: number,
  fault: Fault,
): { readonly disk: Disk; readonly steps: readonly string[] } {
  const steps: string[] = []
  let dead = false
  const errno = fault === 'is full' ? 'ENOSPC' : 'EIO'
  const fail = (): never => {
    throw fileFailure(Object.assign(new Error(fault), { code: errno }), '/somewhere', disk.uid)
  }
  const read =
    <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> =>
      dead ? fail() : await work(...args)
  const change =
    <A extends unknown[], T>(name: string, work: (...args: A) => Promise<T>, needsRoom: (...args: A) => boolean) =>
    async (...args: A): Promise<T> => {
      if (dead) fail()
      const step = steps.push(name)
      const hit = step === at
      const wrong = {
        'fails once': hit,
        'is full': step >= at && needsRoom(...args),
        'is stuck': step >= at,
        'dies before': hit,
        'dies after': false,
      }[fault]
      dead = hit && fault.startsWith('dies')
      if (wrong) fail()
      return await work(...args)
    }
  const failing: Disk = {
    ...disk,
    read: read(disk.read),
    list: read(disk.list),
    inspect: read(disk.inspect),
    load: read(disk.load),
    names: read(disk.names),
    write: change('write', disk.write, ({ text }) => text !== null),
    restore: change('restore', disk.restore, () => false),
    store: change('store', disk.store, () => true),
    jot: change('jot', disk.jot, () => true),
    makeDirectory: change('makeDirectory', disk.makeDirectory, () => true),
    discard: change('discard', disk.discard, () => false),
    remove: change('remove', disk.remove, () => false),
    removeDirectories: change('removeDirectories', disk.removeDirectories, () => false),
    sweep: change('sweep', disk.sweep, () => false),
  }
  return { disk: failing, steps }
}
