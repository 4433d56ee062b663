import { gitlabRunner as en } from './en-gitlab-runner.ts'
import { lazyWords } from './lazy-words.ts'
import { gitlabRunner as zhTw } from './zh-tw-gitlab-runner.ts'

/** The words for runners; they load with the view for GitLab. */
export const useGitlabRunnerWords = lazyWords<typeof en>({ en, 'zh-TW': zhTw })
