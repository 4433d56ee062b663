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
export function interpolate(text: string, variables: Variables, depth = 0): Interpolated {
  const unset: string[] = []
  let out = ''
  for (let at = 0; at < text.length;) {
    const dollar = text.indexOf('$', at)
    if (dollar < 0) return { text: out + text.slice(at), unset }
    out += text.slice(at, dollar)
    const rest = text.slice(dollar)
    const [bare = ''] = /^\$[A-Za-z_]\w*/.exec(rest) ?? []
    const braced = bare === '' && rest.startsWith('${') ? bracedLength(rest) : 0
    if (rest.startsWith('$$')) {
      out += '$'
      at = dollar + 2
    } else if (bare !== '') {
      out += plain(bare.slice(1))
      at = dollar + bare.length
    } else if (braced > 0 && depth < maxDepth) {
      out += expression(rest.slice(2, braced - 1))
      at = dollar + braced
    } else {
      out += '$'
      at = dollar + 1
    }
  }
  return { text: out, unset }

  function plain(name: string): string {
    const value = variables.get(name)
    if (value === undefined) unset.push(name)
    return value ?? ''
  }

  function expression(inside: string): string {
    const [whole = '', name = '', operator = ''] = /^([A-Za-z_]\w*)(:?[-?+])?/.exec(inside) ?? []
    if (operator === '') return plain(name)
    const value = variables.get(name)
    const isThere = operator.startsWith(':') ? (value ?? '') !== '' : value !== undefined
    if (operator.endsWith('?')) return isThere ? (value ?? '') : plain(name)
    if (operator.endsWith('-') && isThere) return value ?? ''
    if (operator.endsWith('+') && !isThere) return ''
    const other = interpolate(inside.slice(whole.length), variables, depth + 1)
    unset.push(...other.unset)
    return other.text
  }
}

// Up to the brace that closes the first one; 0 where none does.
function bracedLength(text: string): number {
  let open = 0
  for (let at = 1; at < text.length; at++) {
    if (text[at] === '{') open++
    if (text[at] === '}' && --open === 0) return at + 1
  }
  return 0
}
