import type { Budget } from './budget.ts'

/** Variables by name; what is not in it is not set. */
export type Variables = ReadonlyMap<string, string>

/** A value with its variables put in, and those that were set nowhere. */
export interface Interpolated {
  readonly text: string
  readonly unset: readonly string[]
}

/** Nobody nests defaults deeper. */
const maxDepth = 16

/**
 * Puts variables into a value as compose does: `$V`, `${V}`, `${V:-default}`, `${V-default}`, `${V:?why}`,
 * `${V:+other}`, nested, and `$$` for a dollar (docs.docker.com/reference/compose-file/interpolation).
 */
export function interpolate(text: string, variables: Variables, budget: Budget, depth = 0): Interpolated {
  const unset: string[] = []
  const ends = depth < maxDepth && text.includes('${') ? closingBraces(text) : null
  let out = ''
  for (let at = 0; at < text.length;) {
    const dollar = text.indexOf('$', at)
    if (dollar < 0) return { text: out + text.slice(at), unset }
    out += text.slice(at, dollar)
    const rest = text.slice(dollar)
    const [bare = ''] = /^\$[A-Za-z_]\w*/.exec(rest) ?? []
    const end = rest.startsWith('${') ? ends?.get(dollar + 1) : undefined
    if (rest.startsWith('$$')) {
      out += '$'
      at = dollar + 2
    } else if (bare !== '') {
      out += plain(bare.slice(1))
      at = dollar + bare.length
    } else if (end !== undefined) {
      out += expression(text.slice(dollar + 2, end))
      at = end + 1
    } else {
      out += '$'
      at = dollar + 1
    }
  }
  return { text: out, unset }

  function plain(name: string): string {
    const value = variables.get(name)
    if (value === undefined) unset.push(name)
    return put(value ?? '')
  }

  function put(value: string): string {
    budget.spend(value.length)
    return value
  }

  function expression(inside: string): string {
    const [whole = '', name = '', operator = ''] = /^([A-Za-z_]\w*)(:?[-?+])?/.exec(inside) ?? []
    if (operator === '') return plain(name)
    const value = variables.get(name)
    const isThere = operator.startsWith(':') ? (value ?? '') !== '' : value !== undefined
    if (operator.endsWith('?')) return isThere ? put(value ?? '') : plain(name)
    if (operator.endsWith('-') && isThere) return put(value ?? '')
    if (operator.endsWith('+') && !isThere) return ''
    const other = interpolate(inside.slice(whole.length), variables, budget, depth + 1)
    for (const one of other.unset) unset.push(one)
    return other.text
  }
}

/** Where the brace that closes each one stands, by where that stands; what is not closed is not among them. */
function closingBraces(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>()
  const open: number[] = []
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') open.push(at)
    const start = text[at] === '}' ? open.pop() : undefined
    if (start !== undefined) ends.set(start, at)
  }
  return ends
}
