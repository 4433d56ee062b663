// Controls, marks that turn the direction of writing, marks without width, and halves of a pair by themselves.
const unseen =
  // oxlint-disable-next-line eslint/no-misleading-character-class
  /[\p{Cc}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\p{Cs}\u{e0000}-\u{e0fff}]/u
const allUnseen = new RegExp(unseen.source, 'gu')

/** Names on a screen are cut here: what is longer says nothing more, and costs the browser a lot. */
const maxShown = 400

/**
 * Text that somebody else has chosen, for the screen: what could not be seen, or would change how the rest is read,
 * stands as `‹U+202E›`. Put it into a `bdi`, so that right-to-left letters stay within it.
 */
export function plainText(text: string): string {
  // Not within a pair: half of one would be shown as something that the name does not hold.
  const cut = text.length > maxShown ? `${text.slice(0, maxShown).replace(/[\ud800-\udbff]$/, '')}…` : text
  return unseen.test(cut) ? cut.replaceAll(allUnseen, nameOf) : cut
}

/** Whether a text holds what could not be seen, or would change how the rest is read. */
export function hasUnseen(text: string): boolean {
  return unseen.test(text)
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`
}
