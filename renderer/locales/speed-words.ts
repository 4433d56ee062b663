import { speed as en } from './en-speed.ts'
import { lazyWords } from './lazy-words.ts'
import { speed as zhTw } from './zh-tw-speed.ts'

/** The words of measuring and ordering mirrors in the chosen language; they load with what says them. */
export const useSpeedWords = lazyWords<typeof en>({ en, 'zh-TW': zhTw })
