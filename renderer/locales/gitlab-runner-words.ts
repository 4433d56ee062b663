import { useLocale } from '../state/use-app.ts'
import { gitlabRunner as en } from './en-gitlab-runner.ts'
import type { Language } from './locale.ts'
import { gitlabRunner as zhTw } from './zh-tw-gitlab-runner.ts'

const words: Readonly<Record<Language, typeof en>> = { en, 'zh-TW': zhTw }

/** The words for runners; they load with the view for GitLab. */
export function useGitlabRunnerWords(): typeof en {
  return words[useLocale().tag]
}
