import { useLocale } from '../state/use-app.ts'
import { setup as en } from './en-setup.ts'
import type { Language } from './locale.ts'
import { setup as zhTw } from './zh-tw-setup.ts'

const words: Readonly<Record<Language, typeof en>> = { en, 'zh-TW': zhTw }

/** The words of the first set-up in the chosen language. */
export function useSetupWords(): typeof en {
  return words[useLocale().tag]
}
