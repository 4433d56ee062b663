/** Thrown where files make more of themselves than anybody reads. */
export class Overspent extends Error {}

/** What reading may cost. */
export interface Budget {
  /** Counts characters, or items, that are read once more; throws `Overspent` when there were too many. */
  spend(count: number): void
}

/**
 * Files name each other, variables hold variables, and aliases repeat whole lists: a few lines could come to gigabytes.
 * So all that one check puts in is counted.
 */
export function openBudget(most: number): Budget {
  let left = most
  return {
    spend(count) {
      left -= count
      if (left < 0) throw new Overspent(`it comes to more than ${most / 1024 ** 2} MB with all that it repeats`)
    },
  }
}
