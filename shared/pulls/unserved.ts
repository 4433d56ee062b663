import { notice, type Notice } from '../notice.ts'
import { mayBe, slackMs, type NamedPull } from './fits.ts'
import type { Outcome, SourceId } from './pull.ts'
import type { Coverage, MirrorPull } from './sighting.ts'

/** A mirror of which we read who asked it for what. */
export interface MirrorRecord {
  /** URL of the mirror. */
  readonly mirror: string
  readonly upstream: string
  readonly coverage: Coverage
  /** Addresses of this machine as the mirror sees them. */
  readonly own: ReadonlySet<string>
  readonly source: SourceId
  /** Whether refusals are recorded: notifications are made of successes alone. */
  readonly seesRefusals: boolean
}

/** What is known of the mirrors that engines here may ask. */
export interface MirrorScene {
  readonly records: readonly MirrorRecord[]
  /** Mirrors that engines are set up to ask, of which we read no record. */
  readonly unrecorded: readonly { readonly upstream: string; readonly endpoint: string }[]
}

/** What can be said of a pull that no mirror was seen to serve. */
export interface Unserved {
  readonly outcome: Extract<Outcome, 'upstream' | 'unknown'>
  readonly why: Notice
  readonly isSettled: boolean
  readonly sources: readonly SourceId[]
}

/** The last request of a pull may lie so far before the engine tells of it: what came is unpacked first. */
const beforeMs = { end: 60_000, begin: slackMs } as const
/** A mirror tells within this time of what it served; podman 4 tells before it asks. */
const graceMs = { end: 3_000, begin: 20_000 } as const

/**
 * `upstream` only where the record of every mirror of it is whole for that time, and holds nothing that might be this
 * pull. Whatever is missing is named instead.
 */
export function unserved(
  event: NamedPull,
  free: readonly MirrorPull[],
  { records, unrecorded }: MirrorScene,
): Unserved {
  const { reference, at, when, failed } = event
  const ours = records.filter(({ upstream }) => upstream === reference.upstream)
  const sources = ours.map(({ source }) => source)
  const unknown = (why: Notice, isSettled = true): Unserved => ({ outcome: 'unknown', why, isSettled, sources })
  if (ours.length === 0) return unknown(notice('pull-no-record', { upstream: reference.upstream }))
  const other = unrecorded.find(({ upstream }) => upstream === reference.upstream)
  if (other) return unknown(notice('pull-other-mirror', { endpoint: other.endpoint }))

  const [from, to] = [at - beforeMs[when], at + graceMs[when]]
  const near = free.find((pull) => mayBeThis(event, pull, from, to))
  const mirrors = ours.map(({ mirror }) => mirror).join(', ')
  if (near) {
    const { mirror, address } = near
    const isOwn = address === null || ours.some((record) => record.mirror === mirror && record.own.has(address))
    const why = isOwn
      ? notice('pull-ambiguous', { mirror })
      : notice('pull-other-address', { mirror, address: address ?? '' })
    return unknown(why)
  }
  for (const { coverage } of ours) {
    const why = missing(coverage, from, to)
    if (why) return unknown(why)
  }
  if (ours.some(({ coverage }) => coverage.until < to)) return unknown(notice('pull-waiting', { mirrors }), false)
  if (failed !== null) return unknown(notice('pull-failed'))
  const code = ours.every(({ seesRefusals }) => seesRefusals) ? 'pull-upstream' : 'pull-upstream-no-errors'
  return { outcome: 'upstream', why: notice(code, { mirrors }), isSettled: true, sources }
}

// Not claimed, and yet of the same repository, by a client that may be this one.
function mayBeThis({ engine, reference }: NamedPull, pull: MirrorPull, from: number, to: number): boolean {
  const isSame = pull.upstream === reference.upstream && pull.repository === reference.repository
  const isOther = pull.tag !== null && reference.tag !== null && pull.tag !== reference.tag
  return isSame && !isOther && pull.to >= from && pull.from <= to && mayBe(engine.id, pull.userAgent)
}

function missing({ mirror, since, gaps }: Coverage, from: number, to: number): Notice | null {
  if (since > from) return notice('gap-started-late', { mirror })
  return gaps.find((gap) => gap.from <= to && gap.to >= from)?.why ?? null
}
