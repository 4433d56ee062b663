import { useLocale } from '../state/use-app.ts'
import { gitlabCheck as en } from './en-gitlab-check.ts'
import type { Language } from './locale.ts'
import { gitlabCheck as zhTw } from './zh-tw-gitlab-check.ts'

const words: Readonly<Record<Language, typeof en>> = { en, 'zh-TW': zhTw }

/** The words of the part that checks a registry; they load with the view. */
export function useGitlabCheckWords(): typeof en {
  return words[useLocale().tag]
}
