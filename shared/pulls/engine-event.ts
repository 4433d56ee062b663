import type { EnginePull } from './sighting.ts'

/** One line of an engine’s events that tells of a pull. */
export interface EngineEvent extends Pick<EnginePull, 'at' | 'when' | 'image' | 'failed'> {
  /** The same time in nanoseconds, as its digits: what tells two events of one millisecond apart. */
  readonly nano: string
  /** The id under which the engine keeps the image; null where the event does not say. */
  readonly id: string | null
}

/** A name of an image is 255 bytes at most, a host before and a digest behind it. */
const maxImage = 1_000
const maxWords = 2_000
const control = /[\p{Cc}\u2028\u2029]/u

/** Whether a text may be the name of an image: short, and in one line. Anyone may write to an event log of their own. */
export function isImageName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxImage && !control.test(value)
}

/** An engine’s own words in one line of bounded length; null for none. */
export function wordsOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null
  return value
    .slice(0, maxWords)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

// JSON has no whole numbers of that size in JavaScript: the digits are read from the text. A label may bear the same
// name, but is a text and no number. The key of the event itself comes last in docker's lines.
const nanoKey = /"timeNano":\s*(\d{16,19})(?=\s*[,}])/g

/** `timeNano` of a line, as its digits; null where it has none that is a time. */
export function nanoOf(line: string): string | null {
  return [...line.matchAll(nanoKey)].at(-1)?.[1] ?? null
}

/** Milliseconds since 1970 of digits that count nanoseconds. */
export function millisecondsOf(nano: string): number {
  return Number(nano.slice(0, -6))
}
