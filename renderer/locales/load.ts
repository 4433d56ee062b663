import type { Settings } from '../../shared/settings.ts'
import type { Language, Locale } from './locale.ts'

const memoryKey = 'pullcord-language'

/** The language a setting means; `system` follows the first of the reader's languages that we speak. */
export function chooseLanguage(setting: Settings['language'], readers: readonly string[]): Language {
  if (setting !== 'system') return setting
  for (const tag of readers) {
    if (/^en\b/i.test(tag)) return 'en'
    if (/^zh-(?:hant|tw|hk|mo)\b/i.test(tag)) return 'zh-TW'
  }
  return 'en'
}

/** Loads one language, and only that one. */
export async function loadLocale(language: Language): Promise<Locale> {
  if (language === 'zh-TW') return (await import('./zh-tw.ts')).locale
  return (await import('./en.ts')).locale
}

/** The language to begin with, before the settings are known. */
export function firstLanguage(): Language {
  const remembered = localStorage.getItem(memoryKey)
  return chooseLanguage(remembered === 'en' || remembered === 'zh-TW' ? remembered : 'system', navigator.languages)
}

/** Keeps the choice for the next first paint. */
export function rememberLanguage(setting: Settings['language']): void {
  localStorage.setItem(memoryKey, setting)
}
