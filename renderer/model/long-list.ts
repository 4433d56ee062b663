/** A list that came in parts. To put a part behind it costs the same however long it is, which an array does not. */
export interface LongList<T> {
  readonly parts: readonly (readonly T[])[]
  /** Where each part begins. */
  readonly starts: readonly number[]
  readonly length: number
}

/** Shorter parts are joined with what comes before them. */
const short = 200

export function longList<T>(...parts: readonly (readonly T[])[]): LongList<T> {
  const kept = parts.filter((part) => part.length > 0)
  let length = 0
  const starts = kept.map((part) => {
    length += part.length
    return length - part.length
  })
  return { parts: kept, starts, length }
}

export function at<T>({ parts, starts }: LongList<T>, index: number): T | undefined {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return parts[low]?.[index - (starts[low] ?? 0)]
}

export function withPart<T>({ parts, starts, length }: LongList<T>, part: readonly T[]): LongList<T> {
  if (part.length === 0) return { parts, starts, length }
  return { parts: [...parts, part], starts: [...starts, length], length: length + part.length }
}

/** Puts items before all others; a first part that is short takes them in, so that news one by one leave few parts. */
export function withHead<T>({ parts }: LongList<T>, items: readonly T[]): LongList<T> {
  const [first = [], ...rest] = parts
  return first.length < short ? longList([...items, ...first], ...rest) : longList(items, first, ...rest)
}

/** The place of the first that is meant; -1 for none. */
export function placeOf<T>({ parts, starts }: LongList<T>, isMeant: (item: T) => boolean): number {
  for (const [number, part] of parts.entries()) {
    const place = part.findIndex(isMeant)
    if (place >= 0) return (starts[number] ?? 0) + place
  }
  return -1
}

/** Changes parts; those that come back as they were are the same as before. */
export function mapParts<T>(list: LongList<T>, change: (part: readonly T[]) => readonly T[]): LongList<T> {
  const parts = list.parts.map(change)
  return parts.every((part, number) => part === list.parts[number]) ? list : longList(...parts)
}

/** The last so many. */
export function lastOf<T>({ parts }: LongList<T>, count: number): readonly T[] {
  const last: (readonly T[])[] = []
  let found = 0
  for (let number = parts.length - 1; number >= 0 && found < count; number--) {
    const part = parts[number] ?? []
    last.unshift(part)
    found += part.length
  }
  return last.flat().slice(-count)
}

/** All but what lies beyond so many. */
export function firstOf<T>(list: LongList<T>, count: number): LongList<T> {
  if (list.length <= count) return list
  const kept = list.parts.map((part, number) => part.slice(0, Math.max(0, count - (list.starts[number] ?? 0))))
  return longList(...kept)
}
