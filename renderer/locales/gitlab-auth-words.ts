import { gitlabAuth as en } from './en-gitlab-auth.ts'
import { lazyWords } from './lazy-words.ts'
import { gitlabAuth as zhTw } from './zh-tw-gitlab-auth.ts'

/** The words about logins for GitLab's jobs; they load with the view. */
export const useGitlabAuthWords = lazyWords<typeof en>({ en, 'zh-TW': zhTw })
