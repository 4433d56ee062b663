import { gitlabCheck as en } from './en-gitlab-check.ts'
import { lazyWords } from './lazy-words.ts'
import { gitlabCheck as zhTw } from './zh-tw-gitlab-check.ts'

/** The words of the part that checks a registry; they load with the view. */
export const useGitlabCheckWords = lazyWords<typeof en>({ en, 'zh-TW': zhTw })
