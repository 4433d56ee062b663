import type { Upstream } from '../../shared/registry.ts'

/** Where a mirror stands among those of its upstream, and the places in the whole list before and behind it. */
export interface Standing {
  /** From 1. */
  readonly place: number
  readonly count: number
  /** Null at the end. */
  readonly before: number | null
  readonly behind: number | null
}

/** Where each mirror of a list stands: only the order within an upstream means anything. */
export function standingOf(mirrors: readonly { readonly upstream: Upstream }[], index: number): Standing {
  const places = mirrors.flatMap(({ upstream }, at) => (upstream === mirrors[index]?.upstream ? at : []))
  const own = places.indexOf(index)
  return {
    place: own + 1,
    count: places.length,
    before: places[own - 1] ?? null,
    behind: places[own + 1] ?? null,
  }
}
