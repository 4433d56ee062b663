import type { Setting } from './setting.ts'

/** The functions of gitlab.rb that are written without a bracket (docs.gitlab.com/omnibus/settings/configuration). */
const calls = ['external_url', 'registry_external_url']

/**
 * Reads what Omnibus is told, in the forms of its own template: `external_url '…'` and `registry['issuer'] = "…"`.
 * It is Ruby, and is not run: what is computed there is not seen. The first line has the number `from`.
 */
export function readGitlabRb(path: string, text: string, from = 1): ReadonlyMap<string, Setting> {
  const found = new Map<string, Setting>()
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    for (const statement of whole.split(';')) {
      // Once it is trimmed, whatever follows the spaces matches, and nothing is tried twice.
      const form = /^([a-z_]+(?:\[['"][\w-]+['"]\])?)\s*(=?)\s*([^]+)$/.exec(statement.trim())
      if (form === null) continue
      const [, left = '', equals, right = ''] = form
      const name = left.replaceAll('"', "'")
      const value = literal(right)
      const isKnown = name.includes('[') ? equals === '=' : calls.includes(name)
      if (isKnown && value !== null) found.set(name, { name, value, place: `${path}:${index + from}` })
    }
  }
  return found
}

/** Whether a text looks like gitlab.rb. */
export function isGitlabRb(text: string): boolean {
  return /^[ \t]*(?:registry_)?external_url[\s=]|^[ \t]*(?:gitlab_rails|registry|registry_nginx)\[/m.test(text)
}

function literal(right: string): string | null {
  const [, quote, inside] = /^(['"])(.*?)\1/.exec(right) ?? []
  if (quote !== undefined) return inside ?? ''
  return /^(true|false|nil|\d+)\b/.exec(right)?.[1] ?? null
}
