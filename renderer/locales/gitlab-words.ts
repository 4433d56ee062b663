import { gitlab as en } from './en-gitlab.ts'
import { lazyWords } from './lazy-words.ts'
import { gitlab as zhTw } from './zh-tw-gitlab.ts'

/** The words of the view for GitLab; they load with it. */
export const useGitlabWords = lazyWords<typeof en>({ en, 'zh-TW': zhTw })
