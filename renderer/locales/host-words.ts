import { useLocale } from '../state/use-app.ts'
import { host as en } from './en-host.ts'
import type { Language } from './locale.ts'
import { host as zhTw } from './zh-tw-host.ts'

const words: Readonly<Record<Language, typeof en>> = { en, 'zh-TW': zhTw }

/** The words about mirrors that run here; they load with the mirror's view. */
export function useHostWords(): typeof en {
  return words[useLocale().tag]
}
