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
