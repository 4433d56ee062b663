/** DER (ITU-T X.690), as much of it as one certificate needs: each function writes one element, tag and length in front. */

/** Any element: its tag, and what it holds. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.length)]), body])
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return [0x80 | bytes.length, ...bytes]
}

/** SEQUENCE. */
export function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(0x30, ...parts)
}

/** A positive INTEGER of these bytes, the first of which is not zero. */
export function integer(bytes: Uint8Array): Buffer {
  return element(0x02, Buffer.from((bytes[0] ?? 0) >= 0x80 ? [0] : []), bytes)
}

/** OBJECT IDENTIFIER, written with dots. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): readonly number[] {
  const bytes = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(0x80 | (rest % 128))
  return bytes
}

/** BIT STRING of whole bytes, of whose last `unused` bits do not count. */
export function bitString(bytes: Uint8Array, unused = 0): Buffer {
  return element(0x03, Buffer.from([unused]), bytes)
}

/** UTF8String. */
export function utf8(text: string): Buffer {
  return element(0x0c, Buffer.from(text))
}

/** A time to the second: two digits of a year until 2049, four from then on (RFC 5280, 4.1.2.5). */
export function time(milliseconds: number): Buffer {
  const full = new Date(milliseconds).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return Number(full.slice(0, 4)) < 2050 ? element(0x17, Buffer.from(full.slice(2))) : element(0x18, Buffer.from(full))
}
