import type { Shape } from './daemon-json-options.ts'
import type { JsonValue } from './go-json.ts'

type Structured = Exclude<Shape, string>

const KINDS: Readonly<Record<JsonValue['kind'], string>> = {
  null: 'null',
  bool: 'bool',
  number: 'number',
  string: 'string',
  array: 'array',
  object: 'object',
}
const TYPES: Readonly<Record<string, string>> = {
  text: 'string',
  flag: 'bool',
  integer: 'int',
  unsigned: 'uint32',
  address: 'net.IP',
}
const SIZE = /^\d+(?:\.\d+)? ?(?:[kmgtp]i?b?|b)?$/i
const DURATION = /^[-+]?(?:0|(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$|^\d+$/

/** Why Go's decoder would not put a value into a field of this shape, or null. null itself fits every field. */
export function misfit(value: JsonValue, shape: Shape, field: string): string | null {
  if (typeof shape !== 'string') return structuredMisfit(value, shape, field)
  if (shape === 'size') {
    return value.kind === 'string' && SIZE.test(value.text) ? null : `invalid size: '${spell(value)}'`
  }
  if (value.kind === 'null' || shape === 'any') return null
  if (shape === 'filter')
    return value.kind === 'array' || value.kind === 'object' ? null : mismatch(value, '[]string', field)
  if (shape === 'duration') {
    if (value.kind === 'number') return /[.eE]/.test(value.text) ? mismatch(value, 'int64', field) : null
    return value.kind === 'string' && DURATION.test(value.text) ? null : `time: invalid duration ${spell(value)}`
  }
  if (shape === 'flag') return value.kind === 'bool' ? null : mismatch(value, TYPES[shape]!, field)
  if (shape === 'text') return value.kind === 'string' ? null : mismatch(value, TYPES[shape]!, field)
  if (shape === 'address') {
    if (value.kind !== 'string') return mismatch(value, TYPES[shape]!, field)
    return value.text === '' || isAddress(value.text) ? null : `invalid IP address: ${value.text}`
  }
  if (value.kind !== 'number') return mismatch(value, TYPES[shape]!, field)
  const whole = /^-?\d+$/.test(value.text)
  const fits = shape === 'integer' ? fitsInt64(value.text) : Number(value.text) >= 0 && Number(value.text) < 2 ** 32
  return whole && fits ? null : mismatch(value, TYPES[shape]!, field, value.text)
}

function structuredMisfit(value: JsonValue, shape: Structured, field: string): string | null {
  if (value.kind === 'null') return null
  if ('list' in shape) {
    if (value.kind !== 'array')
      return mismatch(value, `[]${(typeof shape.list === 'string' ? TYPES[shape.list] : undefined) ?? 'struct'}`, field)
    return firstOf(value.items, (item) => misfit(item, shape.list, field))
  }
  if (value.kind !== 'object') return mismatch(value, 'map' in shape ? 'map[string]string' : 'struct', field)
  if ('map' in shape) return firstOf(value.members, ([, item]) => misfit(item, shape.map, field))
  return firstOf(value.members, ([name, item]) => {
    const key = foldName(name)
    return Object.hasOwn(shape.fields, key) ? misfit(item, shape.fields[key]!, `${field}.${name}`) : null
  })
}

/** A member's name as Go compares it with its fields' names: without case. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll('ſ', 's')
}

function firstOf<T>(items: readonly T[], why: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = why(item)
    if (found !== null) return found
  }
  return null
}

function mismatch(value: JsonValue, type: string, field: string, text = ''): string {
  const shown = text === '' ? KINDS[value.kind] : `${KINDS[value.kind]} ${text}`
  return `json: cannot unmarshal ${shown} into Go struct field Config.${field} of type ${type}`
}

function spell(value: JsonValue): string {
  if (value.kind === 'string') return JSON.stringify(value.text)
  return value.kind === 'number' ? value.text : value.kind
}

function fitsInt64(text: string): boolean {
  const value = BigInt(/^-?\d+$/.test(text) ? text : 0)
  return value >= -(2n ** 63n) && value < 2n ** 63n
}

/** Whether Go's net.ParseIP takes a text: no zone, and no zero before a digit of IPv4. */
export function isAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text)
}

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
}

function isIpv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2 || !text.includes(':')) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const dotted = last.includes('.')
  if (dotted && !isIpv4(last)) return false
  if (!(dotted ? groups.slice(0, -1) : groups).every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  const count = groups.length + (dotted ? 1 : 0)
  return halves.length === 2 ? count < 8 : count === 8
}

/** Whether Go's net.ParseCIDR takes a text. */
export function isNetwork(text: string): boolean {
  const slash = text.indexOf('/')
  if (slash < 0) return false
  const [address, length] = [text.slice(0, slash), text.slice(slash + 1)]
  return /^\d{1,3}$/.test(length) && (isIpv4(address) ? Number(length) <= 32 : isIpv6(address) && Number(length) <= 128)
}
