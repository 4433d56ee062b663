import type { DockerVersion } from './daemon-json-options.ts'

type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }

const GO_SPACE = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/
// bytes.TrimSpace of Go, from the end: by hand, since a pattern would try every place.
const isGoSpace = (character: string): boolean => GO_SPACE.test(character)

/**
 * The text that dockerd reads: from 26.1 on with byte order marks taken for what they say, broken UTF-8 refused and
 * white space of every kind trimmed; 20.10 takes the bytes as they come.
 */
export function decodeDaemonJson(version: DockerVersion, bytes: Uint8Array): Decoded {
  if (version === '20.10') return { ok: true, text: trimJson(decodeUtf8(bytes).text) }
  const [a, b, c] = bytes
  if (a === 0xff && b === 0xfe) return { ok: true, text: trim(decodeUtf16(bytes, true)) }
  if (a === 0xfe && b === 0xff) return { ok: true, text: trim(decodeUtf16(bytes, false)) }
  const marked = a === 0xef && b === 0xbb && c === 0xbf
  const decoded = decodeUtf8(marked ? bytes.subarray(3) : bytes)
  if (decoded.broken !== null)
    return {
      ok: false,
      why: `failed to decode configuration JSON at offset ${decoded.broken + (marked ? 3 : 0)}: encoding: invalid UTF-8`,
    }
  return { ok: true, text: trim(decoded.text) }
}

function trim(text: string): string {
  let end = text.length
  while (end > 0 && isGoSpace(text[end - 1]!)) end -= 1
  return text.slice(0, end).replace(GO_SPACE, '')
}

function trimJson(text: string): string {
  return /^[ \t\r\n]*$/.test(text) ? '' : text
}

function decodeUtf16(bytes: Uint8Array, little: boolean): string {
  const pieces: string[] = []
  for (let at = 2; at < bytes.length; at += 8192) {
    const units: number[] = []
    for (let pair = at; pair < Math.min(at + 8192, bytes.length); pair += 2) {
      const [first, second] = [bytes[pair]!, bytes[pair + 1]]
      units.push(second === undefined ? 0xfffd : little ? first | (second << 8) : (first << 8) | second)
    }
    pieces.push(charactersOf(units))
  }
  return pieces.join('').toWellFormed()
}

/** Bytes as Go reads them as text: each broken byte is U+FFFD, and `broken` is the first one's place. */
export function decodeUtf8(bytes: Uint8Array): { readonly text: string; readonly broken: number | null } {
  const pieces: string[] = []
  let units: number[] = []
  let broken: number | null = null
  for (let at = 0; at < bytes.length;) {
    const ascii = asciiEnd(bytes, at)
    if (ascii - at > 64) {
      pieces.push(charactersOf(units), charactersOf(bytes.subarray(at, ascii)))
      units = []
      at = ascii
      continue
    }
    const length = sequenceLength(bytes, at)
    const point = length === 0 ? 0xfffd : codePoint(bytes, at, length)
    if (length === 0) broken ??= at
    if (point < 0x10000) units.push(point)
    else units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff))
    if (units.length > 8000) {
      pieces.push(charactersOf(units))
      units = []
    }
    at += length === 0 ? 1 : length
  }
  return { text: pieces.join('') + charactersOf(units), broken }
}

// Not spread: that walks typed arrays by their iterator, twenty times slower.
function charactersOf(units: Uint8Array | readonly number[]): string {
  return String.fromCharCode.apply(null, units as number[])
}

function asciiEnd(bytes: Uint8Array, from: number): number {
  let at = from
  const end = Math.min(bytes.length, from + 8192)
  while (at < end && bytes[at]! < 0x80) at += 1
  return at
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at]!
  if (length === 1) return first
  let point = first & (0xff >> (length + 1))
  for (let next = 1; next < length; next += 1) point = (point << 6) | (bytes[at + next]! & 0x3f)
  return point
}

// 0 where no well-formed character begins: no surrogates, no overlong forms, nothing above U+10FFFF.
function sequenceLength(bytes: Uint8Array, at: number): number {
  const [first, second = 0] = [bytes[at]!, bytes[at + 1]]
  if (first < 0x80) return 1
  if (first < 0xc2 || first > 0xf4) return 0
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return 0
  for (let next = 2; next < length; next += 1)
    if ((bytes[at + next]! & 0xc0) !== 0x80 || bytes[at + next] === undefined) return 0
  return length
}
