import { take, TomlFault, type Scan } from './toml-cursor.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
// oxlint-disable-next-line no-control-regex -- these are the signs that TOML forbids in a text
const PLAIN = /[^"'\\\u0000-\u001f\u007f]+/y

/** Reads the text that begins here, on one line or on several. */
export function readText(scan: Scan, quote: string): string {
  if (!scan.text.startsWith(quote.repeat(3), scan.at)) return readLine(scan, quote)
  scan.at += 3
  if (scan.text.startsWith('\r\n', scan.at)) scan.at += 2
  else if (scan.text[scan.at] === '\n') scan.at += 1
  const text = readUntil(scan, quote.repeat(3), quote === '"', true)
  // Up to two quotes may stand before the closing three.
  let extra = ''
  while (scan.reader === 'go-toml 2' && extra.length < 2 && scan.text[scan.at] === quote) {
    extra += quote
    scan.at += 1
  }
  return text + extra
}

/** Reads the text on one line that begins here. */
export function readLine(scan: Scan, quote: string): string {
  scan.at += 1
  // The lenient reader lets a text between single quotes go on over line ends.
  return readUntil(scan, quote, quote === '"', scan.reader === 'go-toml 1' && quote === "'")
}

function readUntil(scan: Scan, end: string, escapes: boolean, lines: boolean): string {
  const pieces: string[] = []
  let from = scan.at
  for (;;) {
    take(scan, PLAIN)
    const next = scan.text[scan.at]
    if (next === undefined) throw new TomlFault('unclosed string')
    if (scan.text.startsWith(end, scan.at)) break
    if (escapes && next === '\\') {
      pieces.push(scan.text.slice(from, scan.at), readEscape(scan, lines))
      from = scan.at
      continue
    }
    const newline = next === '\n' || (next === '\r' && (scan.reader === 'go-toml 1' || scan.text[scan.at + 1] === '\n'))
    const control = (next < ' ' && next !== '\t') || (next === '\u007f' && scan.reader === 'go-toml 2')
    const lenient = scan.reader === 'go-toml 1' && !escapes
    if (control && !lenient && !(lines && newline)) throw new TomlFault('toml: invalid character in string')
    scan.at += 1
  }
  pieces.push(scan.text.slice(from, scan.at))
  scan.at += end.length
  return pieces.join('')
}

function readEscape(scan: Scan, lines: boolean): string {
  const letter = scan.text[scan.at + 1] ?? ''
  if (ESCAPES[letter] !== undefined) {
    scan.at += 2
    return ESCAPES[letter]
  }
  const lenient = scan.reader === 'go-toml 1'
  if (letter === 'u' || letter === 'U') {
    const hex = scan.text.slice(scan.at + 2, scan.at + (letter === 'u' ? 6 : 10))
    if (!/^(?:[0-9a-fA-F]{4}){1,2}$/.test(hex) || (letter === 'U' && hex.length !== 8))
      throw new TomlFault('toml: unfinished unicode escape')
    const point = Number.parseInt(hex, 16)
    const whole = point < 0x11_0000 && !(point >= 0xd800 && point < 0xe000)
    if (!whole && !lenient) throw new TomlFault('toml: escape sequence is not a valid unicode code point')
    scan.at += 2 + hex.length
    return whole ? String.fromCodePoint(point) : '\ufffd'
  }
  if (lenient && letter === '/') {
    scan.at += 2
    return '/'
  }
  if (!lenient && letter === 'e') {
    scan.at += 2
    return '\u001b'
  }
  const blank = /[ \t\r\n]+/y
  const line = /[ \t]*\r?\n[ \t\r\n]*/y
  scan.at += 1
  if (lenient && take(scan, blank) !== null) return ''
  if (!lenient && lines && take(scan, line) !== null) return ''
  throw new TomlFault(`toml: invalid escaped character ${letter}`)
}
