import { gitlabRegistry as en } from './en-gitlab-registry.ts'
import { lazyWords } from './lazy-words.ts'
import { gitlabRegistry as zhTw } from './zh-tw-gitlab-registry.ts'

/** The words of the part on a registry beside GitLab; they load with the view. */
export const useGitlabRegistryWords = lazyWords<typeof en>({ en, 'zh-TW': zhTw })
