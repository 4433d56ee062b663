import { useLocale } from '../state/use-app.ts'
import { gitlabRegistry as en } from './en-gitlab-registry.ts'
import type { Language } from './locale.ts'
import { gitlabRegistry as zhTw } from './zh-tw-gitlab-registry.ts'

const words: Readonly<Record<Language, typeof en>> = { en, 'zh-TW': zhTw }

/** The words of the part on a registry beside GitLab; they load with the view. */
export function useGitlabRegistryWords(): typeof en {
  return words[useLocale().tag]
}
