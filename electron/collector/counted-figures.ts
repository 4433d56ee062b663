import type { Figure, MirrorCounters } from '../../shared/pulls/stats.ts'

/** What the mirror's own counters come to, since its process was started. */
export function countedFigures(mirror: string, counters: MirrorCounters | null): readonly Figure[] {
  if (counters === null) return []
  const { manifestRequests: requests, manifestMisses: misses, bytesPulled: pulled, bytesPushed: pushed } = counters
  const figure = (name: Figure['name'], value: number | null): Figure => ({
    name,
    value,
    source: 'metrics',
    mirror,
    since: null,
    notice: null,
  })
  return [
    figure('hit-rate', requests === null || misses === null || requests === 0 ? null : (requests - misses) / requests),
    figure('manifest-requests', requests),
    figure('manifest-misses', misses),
    // What was handed out and had not been fetched for it; a client that breaks off may make it less than nothing.
    figure('bytes-saved', pulled === null || pushed === null ? null : Math.max(0, pushed - pulled)),
    figure('bytes-served', pushed),
  ]
}
