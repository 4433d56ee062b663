import { interpolate, type Variables } from './interpolation.ts'
import type { Setting } from './setting.ts'

/**
 * Reads a file of `NAME=value` lines in compose's grammar: comments, quotes, `export`, and variables of the lines above
 * and of `outer` (docs.docker.com/compose/how-tos/environment-variables/variable-interpolation). Lines of another form are passed over.
 */
export function parseEnvFile(path: string, text: string, outer: Variables = new Map()): ReadonlyMap<string, Setting> {
  const found = new Map<string, Setting>()
  const known = new Map(outer)
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, name, raw = ''] = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*(.*)$/.exec(line) ?? []
    if (name === undefined) continue
    const value = valueOf(raw, known)
    known.set(name, value)
    found.set(name, { name, value, place: `${path}:${index + 1}` })
  }
  return found
}

function valueOf(raw: string, known: Variables): string {
  const [, single] = /^'((?:[^'\\]|\\.)*)'/.exec(raw) ?? []
  if (single !== undefined) return single.replaceAll("\\'", "'")
  const [, double] = /^"((?:[^"\\]|\\.)*)"/.exec(raw) ?? []
  if (double !== undefined) return interpolate(double.replaceAll(/\\(["\\])/g, '$1'), known).text
  return interpolate(raw.replace(/\s+#.*$/, '').trimEnd(), known).text
}
