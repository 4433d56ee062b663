import type { EngineId } from '../engine.ts'
import type { Reference } from '../registry.ts'
import type { EnginePull, MirrorPull } from './sighting.ts'

/** A pull that an engine told of, with the image taken apart. */
export interface NamedPull extends EnginePull {
  readonly reference: Reference
}

/** How far two clocks of one machine, or of two that are kept in time, may differ. */
export const slackMs = 2_000
/** Unpacking may take long after the last blob came. */
const unpackMs = 600_000
/** podman 4 tells of a pull before it asks for anything [measured 4.3]. */
const beginMs = 60_000

// What each engine calls itself to a registry [measured docker 20.10, 28.5; podman 4.3, 5.8].
const callsItself: { readonly [I in EngineId]?: RegExp } = {
  docker: /^docker\//,
  podman: /^(?:containers|podman|libpod)\//,
  containerd: /^containerd\//,
}

/** Whether a client may be this engine; one that does not say who it is may be any. */
export function mayBe(engine: EngineId, userAgent: string | null): boolean {
  return userAgent === null || (callsItself[engine]?.test(userAgent) ?? true)
}

/** Whether what a mirror served is the image that the engine told of, whoever asked for it. */
export function isSameImage({ reference, digests }: NamedPull, pull: MirrorPull): boolean {
  if (pull.upstream !== reference.upstream || pull.repository !== reference.repository) return false
  if (reference.digest !== null) return pull.digests.includes(reference.digest)
  const isSameContent = digests.some((digest) => pull.digests.includes(digest))
  if (pull.tag === null) return isSameContent
  // A mirror that refused, or a log, names no digest; an engine that tells before it pulls knows none.
  return pull.tag === reference.tag && (isSameContent || digests.length === 0 || pull.digests.length === 0)
}

/** Whether a mirror's pull lies where that of the engine must have been, by time alone. */
export function isInTime({ at, when }: NamedPull, { from, to }: MirrorPull): boolean {
  return when === 'end' ? from <= at + slackMs && to >= at - unpackMs : from >= at - slackMs && from <= at + beginMs
}
