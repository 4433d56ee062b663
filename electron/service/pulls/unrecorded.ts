import type { Status } from '../../../shared/contract.ts'
import { parseUpstream } from '../../../shared/registry.ts'
import type { MirrorRecord, MirrorScene } from '../../../shared/pulls/unserved.ts'

/** Endpoints that engines are set up to ask, ours and others, of which no record is read. */
export function unrecorded(status: Status | null, records: readonly MirrorRecord[]): MirrorScene['unrecorded'] {
  const recorded = new Set(records.map(({ mirror }) => bare(mirror)))
  const named = (status?.engines ?? []).flatMap(({ effective }) => effective)
  const others = named.filter(
    ({ upstream, endpoint }) => !isUpstream(endpoint, upstream) && !recorded.has(bare(endpoint)),
  )
  return [...new Map(others.map((one) => [`${one.upstream} ${one.endpoint}`, one])).values()]
}

// As engines spell it: with a scheme or without, and with /v2 where a path is taken as it stands.
function bare(endpoint: string): string {
  return endpoint.replace(/^https?:\/\//, '').replace(/\/(?:v2\/?)?$/, '')
}

function isUpstream(endpoint: string, upstream: string): boolean {
  const parsed = parseUpstream(bare(endpoint))
  return parsed.ok && parsed.value === upstream
}
