import { useLocale } from '../state/use-app.ts'
import { profiles as en } from './en-profiles.ts'
import type { Language } from './locale.ts'
import { profiles as zhTw } from './zh-tw-profiles.ts'

const words: Readonly<Record<Language, typeof en>> = { en, 'zh-TW': zhTw }

/** The words of profiles in the chosen language; they load with their views, not before the first paint. */
export function useProfileWords(): typeof en {
  return words[useLocale().tag]
}
