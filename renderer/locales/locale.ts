import type { Notice } from '../../shared/notice.ts'
import type { words } from './en.ts'

/** Languages that Pullcord speaks, as BCP 47 tags. */
export type Language = 'en' | 'zh-TW'

/** All words of the window; English is the measure that other languages must fill. */
export type Words = typeof words

/** A notice in the words of a language. */
export interface Said {
  readonly message: string
  /** Empty where there is no next step. */
  readonly hint: string
}

/** One language, whole. */
export interface Locale {
  readonly tag: Language
  readonly words: Words
  say(notice: Notice): Said
}
