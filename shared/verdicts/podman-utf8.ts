/** Bytes as text; a byte that is not UTF-8 becomes U+DC00 plus itself, which no UTF-8 can hold. */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = []
  let at = 0
  while (at < bytes.length) {
    const codes: number[] = []
    while (at < bytes.length && codes.length < 4096) {
      const { code, length } = codeAt(bytes, at)
      codes.push(code)
      at += length
    }
    parts.push(String.fromCodePoint(...codes))
  }
  return parts.join('')
}

/** The byte that a character stands for where it is not UTF-8; null for every other character. */
export function brokenByte(character: string): number | null {
  const code = character.charCodeAt(0)
  return character.length === 1 && code >= 0xdc80 && code <= 0xdcff ? code - 0xdc00 : null
}

// By the first byte: how many follow, what it gives to the code, and the least code that needs so many.
const leads = [
  { from: 0xc2, to: 0xdf, follow: 1, mask: 0x1f, least: 0x80 },
  { from: 0xe0, to: 0xef, follow: 2, mask: 0x0f, least: 0x800 },
  { from: 0xf0, to: 0xf4, follow: 3, mask: 0x07, least: 0x10000 },
] as const

function codeAt(bytes: Uint8Array, at: number): { readonly code: number; readonly length: number } {
  const first = bytes[at]!
  if (first < 0x80) return { code: first, length: 1 }
  const broken = { code: 0xdc00 + first, length: 1 }
  const lead = leads.find(({ from, to }) => first >= from && first <= to)
  if (!lead) return broken
  let code = first & lead.mask
  for (let i = 1; i <= lead.follow; i++) {
    const next = bytes[at + i] ?? 0
    if ((next & 0xc0) !== 0x80) return broken
    code = (code << 6) | (next & 0x3f)
  }
  const isSurrogate = code >= 0xd800 && code <= 0xdfff
  return code < lead.least || code > 0x10ffff || isSurrogate ? broken : { code, length: lead.follow + 1 }
}
