/** What a TOML document holds, as the Go library gives it to podman: an int is a bigint, a date only its kind. */
export type Value = string | bigint | number | boolean | DateTime | readonly Value[] | Table

/** A date, a time or both; podman has no key that takes one. */
export interface DateTime {
  readonly kind: 'datetime'
}

/** A TOML table; a Map, so that no key of a file is one of the language's own. */
export type Table = Map<string, Value>

/** How the TOML libraries of the podman versions differ [measured 4.3.1, 5.4.2, 5.8.6, 6.1.1 of Debian]. */
export interface Dialect {
  /** A byte order mark at the start is passed over. */
  readonly bom: boolean
  /** A written U+FFFD is taken for a broken byte. */
  readonly replacementBreaks: boolean
  /** TOML 1.1: newlines and a last comma in inline tables, `\e` and `\x`, times without seconds. */
  readonly toml11: boolean
  /** What Go calls a value of any type. */
  readonly any: string
}

/** A number, date or time that stood unquoted, or the library's words about it. */
export function scalarOf(word: string, { toml11 }: Dialect): { readonly value: Value } | { readonly why: string } {
  if (/^[+-]?(?:inf|nan)$/.test(word)) return { value: word.includes('inf') ? Infinity : Number.NaN }
  if (/^\d{4}-|^\d{2}:/.test(word))
    return isDateTime(word, toml11) ? { value: { kind: 'datetime' } } : { why: `invalid datetime: "${word}"` }
  if (/^[+-]0[box]/.test(word)) return { why: `cannot use sign with non-decimal numbers: '${word.slice(0, 3)}'` }
  if (/^[+-]?\./.test(word)) return { why: "floats must start with a digit, not '.'" }
  if (/^(?:0x[\da-fA-F]+(?:_[\da-fA-F]+)*|0o[0-7]+(?:_[0-7]+)*|0b[01]+(?:_[01]+)*)$/.test(word)) return int(word, word)
  if (/^[+-]?(?:0|[1-9]\d*(?:_\d+)*)$/.test(word)) return int(word, word.replace(/^\+/, ''))
  if (/^[+-]?(?:0|[1-9]\d*(?:_\d+)*)(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+(?:_\d+)*)?$/.test(word))
    return { value: Number(word.replaceAll('_', '')) }
  const what = /[.eE]/.test(word) ? 'float' : 'integer'
  return { why: `Invalid ${what} "${word}"${reasons.find(([form]) => form.test(word))?.[1] ?? ''}` }
}

const reasons: readonly (readonly [form: RegExp, why: string])[] = [
  [/__|_$|^_|_\.|\._/, ': underscores must be surrounded by digits'],
  [/^[+-]?0\d/, ': cannot have leading zeroes'],
  [/\.(?:$|[^\d])/, ": '.' must be followed by one or more digits"],
]

function int(word: string, digits: string): { readonly value: Value } | { readonly why: string } {
  const value = BigInt(digits.replaceAll('_', ''))
  return BigInt.asIntN(64, value) === value ? { value } : { why: `${word} is out of range for int64` }
}

const dateTime = /^(?:(\d{4})-(\d\d)-(\d\d))?(?:(?:^|[Tt ])(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?)?$/

function isDateTime(word: string, toml11: boolean): boolean {
  const match = dateTime.exec(word)
  if (!match) return false
  const [, year, month, day, hour, minute, second, zone] = match
  if (hour !== undefined && second === undefined && !toml11) return false
  if (zone !== undefined && year === undefined) return false
  const days = year === undefined ? 31 : new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return (
    (year === undefined || (within(month, 1, 12) && within(day, 1, days))) &&
    (hour === undefined || (within(hour, 0, 23) && within(minute, 0, 59) && within(second ?? '0', 0, 59)))
  )
}

function within(digits: string | undefined, least: number, most: number): boolean {
  return Number(digits) >= least && Number(digits) <= most
}

/** The words of a Go program for a value's type. */
export function goType(value: Value, { any }: Dialect): string {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'bigint') return 'int64'
  if (typeof value === 'number') return 'float64'
  if (typeof value === 'boolean') return 'bool'
  if (isArray(value)) return `[]${any}`
  return isTable(value) ? `map[string]${any}` : 'time.Time'
}

/** Whether a value is a table. */
export function isTable(value: Value | undefined): value is Table {
  return value instanceof Map
}

/** Whether a value is an array, of tables or of anything. */
export function isArray(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value)
}
