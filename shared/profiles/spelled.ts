import { stateOf, type Files } from '../files.ts'
import { notice, type Notice } from '../notice.ts'
import { redactUrl, type Upstream } from '../registry.ts'

/** A mirror as a file spells it, and what it would be on the list. */
export interface Spelled {
  readonly upstream: Upstream
  readonly spelled: string
  readonly path: string
  readonly line: number | null
  /** Null where it cannot be one of the list. `ca` is the path of a file. */
  readonly draft: { readonly url: string; readonly insecure: boolean; readonly ca: string | null } | null
  /** Why not; what was assumed, where it can. */
  readonly why: Notice | null
}

/** The line, from one, on which the first of these texts stands that stands there at all. */
export function lineOf(text: string, ...needles: readonly string[]): number | null {
  for (const needle of needles) {
    const at = text.indexOf(needle)
    if (at >= 0) return text.slice(0, at).split('\n').length
  }
  return null
}

/** The text of a file that was read; null where it holds none that can be read. */
export function textAt(files: Files, path: string): string | null {
  if (!files.files.has(path)) return null
  const state = stateOf(files, path)
  return state.kind === 'text' ? state.text : null
}

/** The same, fit to be shown: no login in what is told of it. Its draft stays as the file has it. */
export function withoutLogins(one: Spelled): Spelled {
  const { upstream, spelled, why } = one
  return { ...one, upstream: redactUrl(upstream), spelled: redactUrl(spelled), why: why && toldWithout(why) }
}

function toldWithout({ code, values }: Notice): Notice {
  const told = Object.entries(values).map(([name, value]) => [
    name,
    name === 'path' || typeof value === 'number' ? value : redactUrl(value),
  ])
  return notice(code, Object.fromEntries(told))
}
