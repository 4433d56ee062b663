import { formatKey, sameKey } from '../engine.ts'
import { notice } from '../notice.ts'
import { isInTime, isSameImage, mayBe, type NamedPull } from './fits.ts'
import type { Evidence, Outcome, Pull, SourceId } from './pull.ts'
import { unserved, type MirrorRecord, type MirrorScene } from './unserved.ts'
import type { MirrorPull, Served } from './sighting.ts'

/** A pull and what was seen of it. */
export interface Attributed {
  readonly pull: Pull
  readonly evidence: readonly Evidence[]
}

/**
 * Says of each pull who served it: of those that engines told of, and of those that mirrors alone have seen. It takes
 * what was seen of one repository in a while, and gives the same for the same, in whatever order it came.
 */
export function attribute(
  engines: readonly NamedPull[],
  mirrors: readonly MirrorPull[],
  scene: MirrorScene,
): readonly Attributed[] {
  const claims = claim(engines, mirrors, scene.records)
  const taken = new Set([...claims.values()].flat())
  const free = mirrors.filter((pull) => !taken.has(pull))
  return [
    ...engines.map((event) => {
      const claimed = claims.get(event) ?? []
      return claimed.length > 0 ? servedBy(event, claimed) : unservedBy(event, free, scene)
    }),
    ...free.map(seenByMirror),
  ]
}

// The newest event takes the newest pull that fits; one that tells before it pulls, the oldest. A mirror that refused
// goes with the one that then served.
function claim(
  engines: readonly NamedPull[],
  mirrors: readonly MirrorPull[],
  records: readonly MirrorRecord[],
): ReadonlyMap<NamedPull, readonly MirrorPull[]> {
  const claims = new Map<NamedPull, readonly MirrorPull[]>()
  const taken = new Set<MirrorPull>()
  for (const event of inOrder(engines)) {
    const fitting = mirrors.filter((pull) => !taken.has(pull) && isOurs(pull, records) && fits(event, pull))
    const before = engines.filter(
      (other) => other !== event && sameKey(other.engine, event.engine) && other.at < event.at,
    )
    const earlier = Math.max(-Infinity, ...before.map(({ at }) => at))
    // What was over before the engine told of its last pull of this belongs to that one, or to none.
    const ours = event.when === 'end' ? fitting.filter(({ to }) => to > earlier) : fitting
    const one = pick(event, ours)
    if (one === null) continue
    const refusals = one.served === 'refused' ? [] : ours.filter((pull) => isRefusalBefore(pull, one))
    for (const pull of [one, ...refusals]) taken.add(pull)
    claims.set(event, [one, ...refusals])
  }
  return claims
}

function inOrder(engines: readonly NamedPull[]): readonly NamedPull[] {
  const ends = engines.filter(({ when }) => when === 'end').toSorted((a, b) => b.at - a.at)
  const begins = engines.filter(({ when }) => when === 'begin').toSorted((a, b) => a.at - b.at)
  return [...ends, ...begins]
}

function fits(event: NamedPull, pull: MirrorPull): boolean {
  return isSameImage(event, pull) && isInTime(event, pull) && mayBe(event.engine.id, pull.userAgent)
}

function isOurs({ mirror, address }: MirrorPull, records: readonly MirrorRecord[]): boolean {
  return address === null || records.some((record) => record.mirror === mirror && record.own.has(address))
}

function pick(event: NamedPull, fitting: readonly MirrorPull[]): MirrorPull | null {
  const begun = event.when === 'end' ? fitting.filter(({ from }) => from <= event.at) : fitting
  const candidates = begun.length > 0 ? begun : fitting
  const served = candidates.filter((pull) => pull.served !== 'refused')
  const ordered = (served.length > 0 ? served : candidates).toSorted((a, b) => a.from - b.from)
  return (event.when === 'end' ? ordered.at(-1) : ordered[0]) ?? null
}

function isRefusalBefore(pull: MirrorPull, served: MirrorPull): boolean {
  return pull.served === 'refused' && pull.mirror !== served.mirror && pull.from <= served.to
}

const outcomeOf: Readonly<Record<Served, Outcome>> = {
  hit: 'mirror-hit',
  miss: 'mirror-miss',
  'up-to-date': 'mirror-up-to-date',
  refused: 'bypassed',
  unknown: 'unknown',
}

function servedBy(event: NamedPull, [one, ...refusals]: readonly MirrorPull[]): Attributed {
  const { served, why, mirror, bytes, userAgent, address, isSettled } = one!
  const all = [one!, ...refusals]
  return {
    pull: {
      ...headOf(event),
      client: clientOf(userAgent),
      address,
      outcome: outcomeOf[served],
      isSettled,
      mirror,
      bytes,
      why: served === 'refused' ? notice('pull-bypassed', { mirror, why: String(why.values['status']) }) : why,
      sources: unique(['engine-events', ...all.flatMap(({ sources }) => sources)]),
    },
    evidence: sorted([lineOf(event), ...all.flatMap(({ evidence }) => evidence)]),
  }
}

function unservedBy(event: NamedPull, free: readonly MirrorPull[], scene: MirrorScene): Attributed {
  const { outcome, why, isSettled, sources } = unserved(event, free, scene)
  return {
    pull: {
      ...headOf(event),
      client: null,
      address: null,
      outcome,
      isSettled,
      mirror: null,
      bytes: null,
      why,
      sources: unique(['engine-events', ...sources]),
    },
    evidence: [lineOf(event)],
  }
}

function seenByMirror(seen: MirrorPull): Attributed {
  const { id, to, upstream, repository, tag, digests, served, why } = seen
  return {
    pull: {
      id,
      at: to,
      image: { upstream, repository, tag, digest: tag === null ? (digests[0] ?? null) : null },
      engine: null,
      client: clientOf(seen.userAgent),
      address: seen.address,
      // What the client did then, nobody has seen.
      outcome: served === 'refused' ? 'unknown' : outcomeOf[served],
      isSettled: seen.isSettled,
      mirror: seen.mirror,
      bytes: seen.bytes,
      why,
      failed: null,
      sources: seen.sources,
    },
    evidence: seen.evidence,
  }
}

function headOf(event: NamedPull): Pick<Pull, 'id' | 'at' | 'image' | 'engine' | 'failed'> {
  const { engine, at, image, reference, failed } = event
  return { id: `${formatKey(engine)}|${at}|${image}`, at, image: reference, engine, failed }
}

/** The name by which a client calls itself, without what it adds. */
function clientOf(userAgent: string | null): string | null {
  return userAgent?.split(' ')[0] ?? null
}

function lineOf({ at, line }: NamedPull): Evidence {
  return { at, source: 'engine-events', text: line }
}

function sorted(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.toSorted((a, b) => a.at - b.at)
}

function unique(sources: readonly SourceId[]): readonly SourceId[] {
  return [...new Set(sources)]
}
