import { brokenByte } from './podman-utf8.ts'
import type { Dialect } from './podman-toml-values.ts'

/** Ends the reading with the library's words. */
export type Fail = (why: string) => never

/** A place in a text that moves on. */
export interface Cursor {
  /** The character here; empty at the end. Fails on one that no TOML may hold. */
  readonly peek: () => string
  readonly next: () => string
  /** The character after this one. */
  readonly following: () => string
  readonly ahead: (word: string) => boolean
  /** Takes what matches, character by character. */
  readonly skip: (characters: RegExp) => string
  readonly fail: Fail
  readonly line: () => number
  /** Notes the key that messages name. */
  readonly last: (names: readonly string[]) => void
}

/** A text that the library does not read; the message has its words. */
export class Wrong extends Error {
  readonly line: number
  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}

/** The start of a text. */
export function cursorOn(text: string, { replacementBreaks }: Dialect): Cursor {
  let [at, row, key] = [0, 1, '']
  const fail: Fail = (why) => {
    throw new Wrong(`toml: line ${row}${key === '' ? '' : ` (last key "${key}")`}: ${why}`, row)
  }
  const check = (character: string): string => {
    const code = character.charCodeAt(0)
    const byte = replacementBreaks && character === '\uFFFD' ? 0xef : brokenByte(character)
    if (byte !== null) fail(`invalid UTF-8 byte: 0x${byte.toString(16)}`)
    const control = code < 0x20 ? !/[\t\n\r]/.test(character) : code === 0x7f
    if (control || (character === '\r' && text[at + 1] !== '\n'))
      fail(`TOML files cannot contain control characters: '0x${code.toString(16).padStart(2, '0')}'`)
    return character
  }
  const peek = (): string => (at < text.length ? check(text[at]!) : '')
  const next = (): string => {
    const character = peek()
    at++
    if (character === '\n') row++
    return character
  }
  return {
    peek,
    next,
    fail,
    following: () => text[at + 1] ?? '',
    ahead: (word) => text.startsWith(word, at),
    line: () => row,
    last: (names) => void (key = names.join('.')),
    skip: (characters) => {
      let skipped = ''
      while (peek() !== '' && characters.test(peek())) skipped += next()
      return skipped
    },
  }
}

/** Passes over a comment, up to the end of its line. */
export function comment({ peek, next }: Cursor): void {
  while (peek() !== '' && peek() !== '\n') next()
}

/** What may stand behind a value or a header: nothing but a comment. */
export function endOfLine(cursor: Cursor): void {
  cursor.skip(/[ \t]/)
  const character = cursor.peek()
  if (character === '#') comment(cursor)
  else if (!/^[\r\n]?$/.test(character))
    cursor.fail(`expected a top-level item to end with a newline, comment, or EOF, but got ${shown(character)} instead`)
}

/** Passes over white space, newlines and comments. */
export function blanks(cursor: Cursor): void {
  for (;;) {
    cursor.skip(/[ \t\r\n]/)
    if (cursor.peek() !== '#') return
    comment(cursor)
  }
}

/** A character as messages have it. */
export function shown(character: string): string {
  if (character === '') return 'end of file'
  if (/[\r\n]/.test(character)) return "'\\n'"
  const isPlain = /^[^\p{C}\p{Z}]$|^ $/u.test(character)
  return `'${isPlain ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`}'`
}
