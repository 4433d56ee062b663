import type { TomlReader } from './toml-value.ts'

/** A text and how far it has been read. */
export interface Scan {
  readonly text: string
  readonly reader: TomlReader
  at: number
}

/** What a scan stops with; caught where the file is read. */
export class TomlFault extends Error {}

/** Takes a pattern that begins here, or nothing. */
export function take(scan: Scan, pattern: RegExp): string | null {
  pattern.lastIndex = scan.at
  const found = pattern.exec(scan.text)?.[0] ?? null
  if (found !== null) scan.at += found.length
  return found
}

/** Passes blanks that stay on the line. */
export function skipBlanks(scan: Scan): void {
  while (scan.text[scan.at] === ' ' || scan.text[scan.at] === '\t') scan.at += 1
}

/** Passes blanks, line ends and comments. */
export function skipVoid(scan: Scan): void {
  for (;;) {
    skipBlanks(scan)
    const next = scan.text[scan.at]
    if (next === '#') skipComment(scan)
    else if (next === '\n') scan.at += 1
    else if (next === '\r' && (scan.reader === 'go-toml 1' || scan.text[scan.at + 1] === '\n')) scan.at += 1
    else return
  }
}

/** Passes a comment; the strict reader looks at what it holds. */
export function skipComment(scan: Scan): void {
  const end = scan.text.indexOf('\n', scan.at)
  const comment = scan.text.slice(scan.at, end < 0 ? undefined : end).replace(/\r$/, '')
  scan.at = end < 0 ? scan.text.length : end
  if (scan.reader === 'go-toml 2' && hasControl(comment)) throw new TomlFault('toml: invalid character in comment')
}

/** The character that a scan stands on, as the strict reader names it. */
export function characterAt(scan: Scan): string {
  const point = scan.text.codePointAt(scan.at)
  if (point === undefined) return 'EOF'
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(point)}'`
}

// A tab is none.
function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if ((code < 0x20 && code !== 9) || code === 0x7f) return true
  }
  return false
}
