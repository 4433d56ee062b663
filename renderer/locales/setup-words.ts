import { setup as en } from './en-setup.ts'
import { lazyWords } from './lazy-words.ts'
import { setup as zhTw } from './zh-tw-setup.ts'

/** The words of the first set-up in the chosen language. */
export const useSetupWords = lazyWords<typeof en>({ en, 'zh-TW': zhTw })
