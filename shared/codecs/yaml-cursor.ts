/** A place in a text that is being read. */
export interface Cursor {
  readonly text: string
  at: number
}

/** The text is no YAML at this place. */
export class Unreadable extends Error {
  readonly at: number
  constructor(at: number, why: string) {
    super(why)
    this.at = at
  }
}

/** The text is YAML, and more than can be edited safely, at this place. */
export class NotEdited extends Unreadable {}

/** Collections inside collections; nobody writes more by hand. */
export const depthLimit = 40

const blankLine = /[ ]*(?:#[^\n]*)?(?:\r?\n|(?![^]))/y
const restOfLine = /[ ]*(?:[ ]#[^\n]*)?(?:\r?\n|(?![^]))/y

/** Gives up at a place. */
export function fail(at: number, why: string): never {
  throw new Unreadable(at, why)
}

/** Whether the text ends here. */
export function atEnd({ text, at }: Cursor): boolean {
  return at >= text.length
}

/** How far the place is from the start of its line. */
export function columnOf({ text, at }: Cursor): number {
  return at === 0 ? 0 : at - (text.lastIndexOf('\n', at - 1) + 1)
}

/** From the start of a line over blank lines and comments to the first sign of what follows. */
export function skipBlank(cursor: Cursor): void {
  const { text } = cursor
  while (!atEnd(cursor)) {
    blankLine.lastIndex = cursor.at
    const found = blankLine.exec(text)
    if (!found) break
    cursor.at += found[0].length
  }
  while (text[cursor.at] === ' ') cursor.at++
  if (text[cursor.at] === '\t') fail(cursor.at, 'a tab where only spaces may indent')
}

/** Over a comment to the start of the next line; nothing else may follow. */
export function endLine(cursor: Cursor): void {
  restOfLine.lastIndex = cursor.at
  const found = restOfLine.exec(cursor.text)
  if (!found) fail(cursor.at, 'something behind a value')
  cursor.at += found[0].length
}
