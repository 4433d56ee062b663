import { useLocale } from '../state/use-app.ts'
import type { Language } from './locale.ts'

/** A hook for words that load with their view, not before the first paint; English is the measure. */
export function lazyWords<W>(words: Readonly<Record<Language, W>>): () => W {
  return function useWords() {
    return words[useLocale().tag]
  }
}
