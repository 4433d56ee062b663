import { profiles as en } from './en-profiles.ts'
import { lazyWords } from './lazy-words.ts'
import { profiles as zhTw } from './zh-tw-profiles.ts'

/** The words of profiles in the chosen language; they load with their views, not before the first paint. */
export const useProfileWords = lazyWords<typeof en>({ en, 'zh-TW': zhTw })
