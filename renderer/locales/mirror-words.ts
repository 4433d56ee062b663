import { useLocale } from '../state/use-app.ts'
import { mirror as en } from './en-mirror.ts'
import type { Language } from './locale.ts'
import { mirror as zhTw } from './zh-tw-mirror.ts'

const words: Readonly<Record<Language, typeof en>> = { en, 'zh-TW': zhTw }

/** The words of the mirror's view in the chosen language; they load with the view, not before the first paint. */
export function useMirrorWords(): typeof en {
  return words[useLocale().tag]
}
