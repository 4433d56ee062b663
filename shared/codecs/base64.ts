const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The UTF-8 text of a base64 one (RFC 4648, section 4), with or without padding; null where it is none. */
export function decodeBase64(base64: string): string | null {
  let bits = 0
  let count = 0
  let escaped = ''
  for (const sign of base64.replace(/={0,2}$/, '')) {
    const value = alphabet.indexOf(sign)
    if (value < 0) return null
    bits = ((bits << 6) | value) & 0x3fff
    count += 6
    if (count < 8) continue
    count -= 8
    escaped += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`
  }
  try {
    return decodeURIComponent(escaped)
  } catch {
    return null
  }
}

/** The base64 of a text in UTF-8 (RFC 4648, section 4), padded. The text must be whole: no half of a pair. */
export function encodeBase64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|./g)].map(([sign, hex]) =>
    hex === undefined ? sign.charCodeAt(0) : Number.parseInt(hex, 16),
  )
  let base64 = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(at, at + 3)
    const bits = (first << 16) | (second << 8) | third
    const signs = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 0x3f])
    base64 += signs.slice(0, Math.min(bytes.length - at, 3) + 1).join('')
  }
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, '=')
}
