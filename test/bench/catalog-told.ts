/** What a process tells of the one walk that it did. */
export interface Walked {
  readonly count: number
  /** Of the walk alone; the start of Node and the reading of its files come before. */
  readonly milliseconds: number
  /** The most memory that the process had in use, in KB of 1024. */
  readonly peakKB: number
}

/** Ends the process's part: how many names there were, and when it began by `performance.now`. */
export function tellWalk(count: number, began: number): void {
  const milliseconds = performance.now() - began
  console.log(JSON.stringify({ count, milliseconds, peakKB: process.resourceUsage().maxRSS } satisfies Walked))
}
