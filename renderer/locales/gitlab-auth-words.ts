import { useLocale } from '../state/use-app.ts'
import { gitlabAuth as en } from './en-gitlab-auth.ts'
import type { Language } from './locale.ts'
import { gitlabAuth as zhTw } from './zh-tw-gitlab-auth.ts'

const words: Readonly<Record<Language, typeof en>> = { en, 'zh-TW': zhTw }

/** The words about logins for GitLab's jobs; they load with the view. */
export function useGitlabAuthWords(): typeof en {
  return words[useLocale().tag]
}
