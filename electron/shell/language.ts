import type { Settings } from '../../shared/settings.ts'

/** A language that Pullcord speaks. */
export type Language = Exclude<Settings['language'], 'system'>

// Traditional script is said by itself or by where it is written. Tags need not be well-formed: Linux also lists "C".
const spoken: readonly (readonly [RegExp, Language])[] = [
  [/^en\b/i, 'en'],
  [/^zh-(?:hant|tw|hk|mo)\b/i, 'zh-TW'],
]

/** The chosen language or, for `system`, the first of the desktop's languages (BCP 47) that Pullcord speaks. */
export function pickLanguage(setting: Settings['language'], preferred: readonly string[]): Language {
  if (setting !== 'system') return setting
  for (const tag of preferred) {
    const match = spoken.find(([pattern]) => pattern.test(tag))
    if (match) return match[1]
  }
  return 'en'
}
