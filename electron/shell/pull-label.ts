import { imageText } from '../../shared/pulls/image-text.ts'
import type { Pull } from '../../shared/pulls/pull.ts'
import { plainText } from '../../shared/plain-text.ts'
import { engineName } from '../../shared/engine-names.ts'
import type { TrayWords } from './tray-words.ts'

/** Longer names push the outcome out of the menu. */
const maxName = 60

/** `alpine:3.20 · hit · Podman · 24 Nov, 14:05`: one pull as a line of a menu. */
export function pullLabel(
  { at, image, engine, client, outcome }: Pull,
  { outcome: outcomes, names }: Pick<TrayWords, 'outcome' | 'names'>,
  day: (at: number) => string,
): string {
  const who = engine ? engineName(engine, [], names) : client
  return [imageName(image), outcomes[outcome], ...(who === null ? [] : [chosenByOthers(who)]), day(at)].join(' · ')
}

/** The name of an image, cut to the width of a menu: its end tells more than its beginning. */
export function imageName(image: Pull['image']): string {
  const name = imageText({ ...image, digest: image.tag === null ? image.digest : null })
  return chosenByOthers(name.length > maxName ? `…${name.slice(1 - maxName)}` : name)
}

// Right-to-left letters stay within an isolate (U+2068, U+2069), so that they do not turn round what stands beside them.
function chosenByOthers(text: string): string {
  const plain = plainText(text)
  return /^[ -~…]*$/.test(plain) ? plain : `\u2068${plain}\u2069`
}
