import { host as en } from './en-host.ts'
import { lazyWords } from './lazy-words.ts'
import { host as zhTw } from './zh-tw-host.ts'

/** The words about mirrors that run here; they load with the mirror's view. */
export const useHostWords = lazyWords<typeof en>({ en, 'zh-TW': zhTw })
