/** A directive of nginx with its arguments, and with what stands in its braces. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly line: number
  /** Null for one that ends in a semicolon. */
  readonly block: readonly Directive[] | null
}

interface Word {
  readonly text: string
  readonly line: number
  readonly isQuoted: boolean
}

const maxDepth = 32

/** Reads a file of nginx; what is not closed is closed at its end. Null for text that cannot be one. */
export function parseNginx(text: string): readonly Directive[] | null {
  const words = wordsOf(text)
  let at = 0
  const block = (depth: number): readonly Directive[] | null => {
    const found: Directive[] = []
    let args: Word[] = []
    for (; at < words.length; at++) {
      const word = words[at]!
      const mark = word.isQuoted ? '' : word.text
      if (mark === '}') break
      if (mark !== ';' && mark !== '{') {
        args.push(word)
        continue
      }
      const [first, ...rest] = args
      args = []
      if (first === undefined) return null
      let inside: readonly Directive[] | null = null
      if (mark === '{') {
        at++
        inside = depth < maxDepth ? block(depth + 1) : null
        if (inside === null) return null
      }
      found.push({ name: first.text, args: rest.map((one) => one.text), line: first.line, block: inside })
    }
    return args.length > 0 ? null : found
  }
  return block(0)
}

function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  const form =
    /(\n)|#[^\n]*|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([{};])|((?:\$\{\w+\}|\\.|[^\s{};#"'])(?:\$\{\w+\}|\\.|[^\s{};])*)/g
  let line = 1
  for (const [whole, newline, double, single, mark, bare] of text.matchAll(form)) {
    const quoted = double ?? single
    if (quoted !== undefined) words.push({ text: quoted, line, isQuoted: true })
    else if (mark !== undefined || bare !== undefined) words.push({ text: mark ?? bare ?? '', line, isQuoted: false })
    line += newline === undefined ? whole.split('\n').length - 1 : 1
  }
  return words
}
