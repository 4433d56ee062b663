import { useLocale } from '../state/use-app.ts'
import { speed as en } from './en-speed.ts'
import type { Language } from './locale.ts'
import { speed as zhTw } from './zh-tw-speed.ts'

const words: Readonly<Record<Language, typeof en>> = { en, 'zh-TW': zhTw }

/** The words of measuring and ordering mirrors in the chosen language; they load with what says them. */
export function useSpeedWords(): typeof en {
  return words[useLocale().tag]
}
