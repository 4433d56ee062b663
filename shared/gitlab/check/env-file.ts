import { openBudget, type Budget } from './budget.ts'
import { interpolate, type Variables } from './interpolation.ts'
import { checkLimits } from './limits.ts'
import type { Setting } from './setting.ts'

/**
 * Reads a file of `NAME=value` lines in compose's grammar: comments, quotes, `export`, and variables of the lines above
 * and of `outer` (docs.docker.com/compose/how-tos/environment-variables/variable-interpolation). Lines of another form are passed over.
 */
export function parseEnvFile(
  path: string,
  text: string,
  outer: Variables = new Map(),
  budget: Budget = openBudget(checkLimits.read),
): ReadonlyMap<string, Setting> {
  budget.spend(text.length)
  const found = new Map<string, Setting>()
  const known = new Map(outer)
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, name, raw = ''] = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*([^]*)$/.exec(line) ?? []
    if (name === undefined) continue
    const value = valueOf(raw, known, budget)
    known.set(name, value)
    found.set(name, { name, value, place: `${path}:${index + 1}` })
  }
  return found
}

function valueOf(raw: string, known: Variables, budget: Budget): string {
  const [, single] = /^'((?:[^'\\]|\\.)*)'/.exec(raw) ?? []
  if (single !== undefined) return single.replaceAll("\\'", "'")
  const [, double] = /^"((?:[^"\\]|\\.)*)"/.exec(raw) ?? []
  if (double !== undefined) return interpolate(double.replaceAll(/\\(["\\])/g, '$1'), known, budget).text
  const comment = raw.search(/\s#/)
  return interpolate((comment < 0 ? raw : raw.slice(0, comment)).trimEnd(), known, budget).text
}
