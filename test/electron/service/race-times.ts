import type { Disk } from '../../../electron/system/system.ts'

/** From when to when a file was written or let go, in milliseconds of the machine's steady clock. */
export type Span = readonly [from: number, to: number]

/** The machine's steady clock, the same for all its processes. */
export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** The disk, with the times in which it looks at a target for the last time. */
export function timed(disk: Disk, spans: Span[]): Disk {
  const seen =
    <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const from = now()
      try {
        return await work(...args)
      } finally {
        spans.push([from, now()])
      }
    }
  return {
    ...disk,
    write: seen(disk.write),
    restore: seen(disk.restore),
    discard: seen(disk.discard),
    sweep: seen(disk.sweep),
  }
}
