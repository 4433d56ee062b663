import { outcomeWords, sourceWords } from '../../shared/pulls/words.ts'

const pullsOf = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'pull' : 'pulls'}`

/** The words of what was pulled. */
export const pulls = {
  tabs: { label: 'Views', switch: 'Switch', pulls: 'Pulls', mirror: 'Mirror' },
  pulls: {
    title: 'Pulls',
    outcome: outcomeWords.en,
    source: sourceWords.en,
    reading: 'Reading what was pulled…',
    count: pullsOf,
    filter: 'Filter by image, client or address',
    engine: 'Engine',
    anyEngine: 'Any engine',
    noEngine: 'Seen by a mirror alone',
    outcomes: 'Outcome',
    anyOutcome: 'Any outcome',
    fresh: (count: number) => `Show ${pullsOf(count)} that came since`,
    freshMany: 'Show what came since',
    lost: (count: number) =>
      count === 1
        ? '1 source is not heard: pulls may be missing.'
        : `${count} sources are not heard: pulls may be missing.`,
    pending: 'may still change',
    failed: 'failed',
    unnamed: 'a client that does not say its name',
    evidence: 'What was seen',
    evidenceNone: 'Nothing more is kept of it.',
    by: (source: string) => `by ${source}`,
    bytes: (size: string) => `at most ${size} from the mirror`,
    via: (mirror: string) => `via ${mirror}`,
    from: (address: string) => `from ${address}`,
    timeline: (count: number, from: string, to: string) => `${pullsOf(count)} from ${from} to ${to}`,
    timelineTable: 'The same as a table',
    bands: { hit: 'had by the mirror', miss: 'fetched by it', direct: 'past the mirror', unknown: 'unknown' },
    time: 'Time',
    hitRate: 'Hit rate',
    bytesSaved: 'Bytes saved',
    bytesServed: 'Bytes served',
    requests: 'Manifest requests',
    misses: 'Manifest misses',
    notReported: 'not reported',
    top: 'Most pulled',
    sources: 'Who is heard',
    state: { heard: 'heard', waiting: 'waited for', lost: 'lost', 'not-set-up': 'not set up' },
    empty: 'No pull was seen yet.',
    emptyHint:
      'Pull an image, and it stands here. Engines tell only what they pulled; who served it, the mirror has to tell.',
    emptyFilter: 'No pull matches.',
    clear: 'Clear the filter',
    noCollector:
      'No mirror tells who it served, so most pulls stay “unknown”. Run this beside the mirror, and add it under Mirror:',
    past: { hour: 'Last hour', day: 'Last 24 hours', week: 'Last 7 days' },
    range: 'Time shown',
  },
}
