/** The longest line that is kept, in characters. */
export const maxLine = 1_000_000

/** Takes a text in pieces and hands on its lines; one that is too long is dropped, and told of once. */
export function splitLines(onLine: (line: string) => void, onTooLong: () => void): (text: string) => void {
  let begun = ''
  let dropping = false
  return (text) => {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      const length = begun.length + end - from
      if (length > maxLine && !dropping) onTooLong()
      else if (!dropping && length > 0) onLine(begun + text.slice(from, end))
      begun = ''
      dropping = false
      from = end + 1
    }
    if (dropping) return
    if (begun.length + text.length - from > maxLine) {
      begun = ''
      dropping = true
      onTooLong()
    } else begun += text.slice(from)
  }
}
