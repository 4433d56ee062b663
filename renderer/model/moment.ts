import { clock } from './clock.ts'

/** A moment in milliseconds since 1970 as a clock time, with its day unless that is today. */
export function moment(at: number, now: number, tag: string): string {
  return clock(new Date(at).toISOString(), now, tag)
}

/** How long something took: `850 ms`, `2.1 s`, `1 min 20 s`. Units are the same in both languages. */
export function span(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`
}
