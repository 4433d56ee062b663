import { engineName, nameWords } from '../../shared/engine-names.ts'
import { imageText } from '../../shared/pulls/image-text.ts'
import type { Pull } from '../../shared/pulls/pull.ts'
import { outcomeWords } from '../../shared/pulls/words.ts'

/** `14:05:09  alpine:3.20  hit  docker  via http://…`, one line a pull. */
export function pullLine({ at, image, engine, client, address, outcome, isSettled, mirror, failed }: Pull): string {
  const who = engine
    ? engineName(engine, [], nameWords.en)
    : [client, address].filter((part) => part !== null).join(' at ')
  const parts = [
    new Date(at).toLocaleString(),
    imageText(image),
    `${outcomeWords.en[outcome]}${isSettled ? '' : ' …'}`,
    who,
    ...(mirror === null ? [] : [`via ${mirror}`]),
    ...(failed === null ? [] : ['failed']),
  ]
  return visible(parts.join('  '))
}

/** What others have named may hold anything: nothing of it may steer a terminal. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD')
}
