/**
 * The value of a flag on a command line, written as `--name value` or `--name=value`, by the first of its names that
 * stands there; null where none does. A flag that ends the line has an empty value.
 */
export function flagValue(words: readonly string[], names: readonly string[]): string | null {
  const at = words.findIndex((word) => names.some((name) => word === name || word.startsWith(`${name}=`)))
  if (at < 0) return null
  const word = words[at]!
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : (words[at + 1] ?? '')
}
