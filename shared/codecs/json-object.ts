type Unknown = Readonly<Record<string, unknown>>

/** The object that a text holds; null where it holds none. */
export function parseObject(text: string): Unknown | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Unknown) : null
  } catch {
    return null
  }
}

/** A value as an object; an empty one where it is none. */
export function objectOf(value: unknown): Unknown {
  return typeof value === 'object' && value !== null ? (value as Unknown) : {}
}
