import type { Target } from '../targets.ts'

/**
 * The entries of a file that anyone may see: what we put there. What else is remembered beside it, as whole lists,
 * what was theirs before, and whose list it is, is as private as the file.
 */
export function ownLines({ kind }: Target, entries: readonly string[]): readonly string[] {
  if (kind === 'gitlab-runner-toml') return [...new Set(entries.flatMap(put))]
  return entries.filter((entry) => !wholeList.test(entry))
}

// As docker’s lists are remembered, and those of YAML and TOML.
const wholeList = /^[^=\s]+=\[|: \[/

function put(entry: string): readonly string[] {
  const [, kind, part, ...items] = JSON.parse(entry) as readonly string[]
  return part === 'put' ? [`${kind}: ${items.join(' ')}`] : []
}
