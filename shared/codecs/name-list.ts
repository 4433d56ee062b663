/** Reads one page of a registry’s list of names while it arrives. */
export interface NameScanner {
  /** Takes the next piece of text; the names that are whole by now. Throws a SyntaxError where it cannot become a list. */
  push(text: string): readonly string[]
  /** The names that were left at the end of the text. Throws a SyntaxError where it ended too early. */
  end(): readonly string[]
}

/** What one piece may hold back: a name that has begun, or other members before and after the list. */
const maxHeld = 256 * 1024

/**
 * A scanner for `{"repositories": ["a", …]}` or `{"name": "x", "tags": […]}`; null instead of the list is an
 * empty one, as docker-registry says it of a repository without tags [FACTS: registry 4]. Members of other
 * kinds in the list are passed over. Nothing is held but the piece at hand, however long the list.
 */
export function scanNames(member: 'repositories' | 'tags'): NameScanner {
  const head = new RegExp(
    String.raw`^\s*\{(?:\s*"[^"\\]*"\s*:\s*(?:"[^"\\]*"|[\w.+-]+)\s*,)*\s*"${member}"\s*:\s*(\[|null\b)`,
  )
  let opening: string | null = null
  let held = ''
  return {
    push(text) {
      held += text
      if (opening === null) {
        const found = head.exec(held)
        if (found) {
          opening = found[1]!
          held = held.slice(found[0].length)
        } else if (!/^\s*(?:\{|$)/.test(held)) throw new SyntaxError('it is no JSON object')
      }
      const names = opening === '[' ? takeWhole() : []
      if (held.length > maxHeld)
        throw new SyntaxError(opening === null ? `it has no “${member}”` : 'it is no plain list')
      return names
    },
    end() {
      if (opening === null) throw new SyntaxError(held.trim() === '' ? 'it is empty' : `it has no “${member}”`)
      try {
        const whole = JSON.parse(`{"${member}":${opening}${held}`) as {
          readonly [key: string]: readonly unknown[] | null
        }
        return textsOf(whole[member] ?? [])
      } catch {
        // What JSON.parse says holds a piece of the text, which may steer a terminal.
        throw new SyntaxError('its JSON ends too early or is broken')
      }
    },
  }

  // Up to a quote and a comma it is most likely whole; where it is not, it says so, and waits for more.
  function takeWhole(): readonly string[] {
    const cut = held.lastIndexOf('",')
    if (cut < 0) return []
    try {
      const whole = JSON.parse(`[${held.slice(0, cut + 1)}]`) as readonly unknown[]
      held = held.slice(cut + 2)
      return textsOf(whole)
    } catch {
      return []
    }
  }
}

function textsOf(list: readonly unknown[]): readonly string[] {
  return list.every((one) => typeof one === 'string') ? list : list.filter((one) => typeof one === 'string')
}
