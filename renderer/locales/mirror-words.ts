import { mirror as en } from './en-mirror.ts'
import { lazyWords } from './lazy-words.ts'
import { mirror as zhTw } from './zh-tw-mirror.ts'

/** The words of the mirror's view in the chosen language; they load with the view, not before the first paint. */
export const useMirrorWords = lazyWords<typeof en>({ en, 'zh-TW': zhTw })
