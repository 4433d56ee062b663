/** A text without one character at its end, however often it stands there; `/x+$/` would try again at every one of a run. */
export function withoutTrailing(text: string, character: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === character) end--
  return text.slice(0, end)
}
