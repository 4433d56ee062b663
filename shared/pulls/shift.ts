import type { MirrorPull } from './sighting.ts'

/** A pull as another clock tells it, which is ahead by so many milliseconds. */
export function shiftPull(pull: MirrorPull, by: number): MirrorPull {
  if (by === 0) return pull
  return {
    ...pull,
    from: pull.from + by,
    to: pull.to + by,
    evidence: pull.evidence.map((line) => ({ ...line, at: line.at + by })),
  }
}
