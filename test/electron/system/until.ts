import { setTimeout as pause } from 'node:timers/promises'

/** Waits until something is so; 5 s at the most. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 5_000; !(await isSo()); await pause(10)) {
    if (Date.now() > deadline) throw new Error('it did not come to be so')
  }
}
