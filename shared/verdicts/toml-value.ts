/** Which reader is imitated: go-toml 1.9.5 of containerd 1.x is lenient, go-toml 2 of containerd 2.x strict. */
export type TomlReader = 'go-toml 1' | 'go-toml 2'

/** A table; `place` is the offset where it begins. */
export interface TomlTree {
  readonly kind: 'table'
  readonly entries: Map<string, TomlNode>
  readonly place: number
  /** Written between braces: closed for additions. */
  readonly inline: boolean
  /** Has had a header of its own. */
  headed: boolean
  /** Was made by a dotted key, and may not get a header. */
  dotted: boolean
}

/** A value, a table, or the tables under one `[[name]]`. */
export type TomlNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'integer' | 'float' | 'date' }
  | { readonly kind: 'list'; readonly items: readonly TomlNode[] }
  | TomlTree
  | { readonly kind: 'tables'; readonly items: TomlTree[] }

/** The root table and the headers in file order, or the fault in words near the reader's own. */
export type TomlRead =
  | { readonly ok: true; readonly root: TomlTree; readonly headers: readonly (readonly string[])[] }
  | { readonly ok: false; readonly why: string }

/** An empty table. */
export function newTree(place: number, inline = false): TomlTree {
  return { kind: 'table', entries: new Map(), place, inline, headed: false, dotted: false }
}
