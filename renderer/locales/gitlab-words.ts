import { useLocale } from '../state/use-app.ts'
import { gitlab as en } from './en-gitlab.ts'
import type { Language } from './locale.ts'
import { gitlab as zhTw } from './zh-tw-gitlab.ts'

const words: Readonly<Record<Language, typeof en>> = { en, 'zh-TW': zhTw }

/** The words of the view for GitLab; they load with it. */
export function useGitlabWords(): typeof en {
  return words[useLocale().tag]
}
