import { parseToml } from '../codecs/toml.ts'
import { valueOf } from '../codecs/yaml-nodes.ts'
import { parseYaml } from '../codecs/yaml.ts'

/** What a file of an engine says, whatever its layout: two texts with one meaning are one setting. Null for no file. */
export function meaningOf(path: string, text: string | null): string | null {
  if (text === null) return null
  if (path.endsWith('.json')) return spelled(JSON.parse(text))
  if (path.endsWith('.yaml')) {
    const parsed = parseYaml(path, text)
    return parsed.ok ? spelled(valueOf(parsed.value)) : text
  }
  const parsed = path.endsWith('.toml') || path.endsWith('.conf') ? parseToml(path, text) : null
  return parsed?.ok ? spelled(parsed.value) : text
}

// Keys in one order; a slash at the end of a mirror's URL changes nothing.
function spelled(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}n`
    if (typeof part === 'string') return part.replace(/^(https?:\/\/.*?)\/+$/, '$1')
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}
