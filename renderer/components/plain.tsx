import { plainText } from '../../shared/plain-text.ts'

/** A name that somebody else has chosen: no character of it is unseen, and its direction stays within it. */
export function Plain({ text }: { readonly text: string }) {
  return <bdi>{plainText(text)}</bdi>
}
