/** The first line of a file that Pullcord made whole. */
export const ownershipMark = '# Written by Pullcord; “pullcord off” takes it away.'

const markLine = new RegExp(`^${ownershipMark}(?:\\s*\\n)?`, 'm')

/** A text without the mark and the blank lines below it; null when nothing but the mark was there. */
export function withoutMark(text: string): string | null {
  const rest = text.replace(markLine, '')
  return rest !== text && rest.trim() === '' ? null : rest
}
