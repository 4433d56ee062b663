/** The last line that a program said: where a reason stands, if it gave one. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
