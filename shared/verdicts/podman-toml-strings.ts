import type { Cursor } from './podman-toml-cursor.ts'

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
}

/** A text in quotes, of one line or, where a value stands, of several. */
export function readText(cursor: Cursor, isValue: boolean, toml11: boolean): string {
  const { peek, next, fail, ahead, skip } = cursor
  const quote = next()
  const many = isValue && ahead(quote.repeat(2))
  if (many) {
    next()
    next()
    if (peek() === '\r') next()
    if (peek() === '\n') next()
  }
  const parts: string[] = []
  for (;;) {
    const character = peek()
    if (character === '') fail(`unexpected EOF; expected '${many ? quote.repeat(3) : quote}'`)
    if (many && ahead(quote.repeat(3))) return parts.join('') + closing()
    if (!many && character === quote) {
      next()
      return parts.join('')
    }
    if (!many && (character === '\n' || character === '\r')) fail('strings cannot contain newlines')
    next()
    if (character === '\\' && quote === '"') parts.push(escaped())
    else parts.push(character)
  }

  // Up to two quotes may stand before the three that end it.
  function closing(): string {
    const quotes = skip(quote === '"' ? /"/ : /'/)
    if (quotes.length > 5) fail(`unexpected '${quotes}'`)
    return quotes.slice(3)
  }

  function escaped(): string {
    if (many && /[ \t\r\n]/.test(peek())) {
      if (!/[\r\n]/.test(skip(/[ \t\r\n]/))) fail("invalid escape: '\\ '")
      return ''
    }
    const letter = next()
    const plain = letter === 'e' && toml11 ? '\u001B' : escapes[letter]
    if (plain !== undefined) return plain
    const digits = { u: 4, U: 8, ...(toml11 && { x: 2 }) }[letter]
    if (digits === undefined) fail(letter === ' ' ? "invalid escape: '\\ '" : `invalid escape in string '\\${letter}'`)
    let hex = ''
    while (hex.length < digits! && /[\da-fA-F]/.test(peek())) hex += next()
    if (hex.length < digits!) fail(`expected ${digits} hexadecimal digits after '\\${letter}'`)
    const code = Number.parseInt(hex, 16)
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      fail(`Escaped character '\\${letter}${hex}' is not valid UTF-8.`)
    return String.fromCodePoint(code)
  }
}
