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

/** The base64 text of a text’s UTF-8 bytes, padded (RFC 4648, section 4). */
export function encodeBase64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|[^]/g)].map(([sign, hex]) =>
    hex === undefined ? sign.charCodeAt(0) : Number.parseInt(hex, 16),
  )
  let base64 = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const three = bytes.slice(at, at + 3)
    const bits = ((three[0] ?? 0) << 16) | ((three[1] ?? 0) << 8) | (three[2] ?? 0)
    const signs = [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 0x3f])
    base64 += signs
      .slice(0, three.length + 1)
      .join('')
      .padEnd(4, '=')
  }
  return base64
}
