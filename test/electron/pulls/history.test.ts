import { afterEach, expect, test } from 'vitest'
import fc from 'fast-check'
import { openHistory, type PullHistory, type PullQuery } from '../../../electron/pulls/history.ts'
import { noFilter } from '../../../shared/pulls/filter.ts'
import { propertyLimit, runs } from '../../runs.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { allPulls, digest, madeMirrorPull, madePull, madeRequest, mirror, put } from './made-pulls.ts'

const open: PullHistory[] = []
afterEach(() => open.splice(0).forEach((history) => history.close()))

function fresh(): PullHistory {
  const history = openHistory(temporaryRoot().path('/state/pulls.db'))
  open.push(history)
  return history
}

const page = (history: PullHistory, query: Partial<PullQuery>) =>
  history.readPulls({ filter: noFilter, since: null, before: null, limit: 2, ...query })
const idsOf = (pulls: readonly { readonly id: string }[]): readonly string[] => pulls.map(({ id }) => id)

test('a pull comes back as it was kept, and is replaced by its id', () => {
  const history = fresh()
  const pull = madePull({ bytes: null, failed: 'no space', engine: { id: 'podman', scope: 'user' } })
  history.putPulls([{ pull, evidence: [{ at: 1, source: 'metrics', text: 'first' }] }])
  expect(allPulls(history)).toEqual([pull])
  const later = { ...pull, at: 5_000, outcome: 'mirror-miss' as const }
  history.putPulls([{ pull: later, evidence: [{ at: 2, source: 'zot', text: 'second' }] }])
  expect(allPulls(history)).toEqual([later])
  expect(history.evidenceOf('one')).toEqual([{ at: 2, source: 'zot', text: 'second' }])
  history.removePulls(['one'])
  expect([allPulls(history), history.evidenceOf('one')]).toEqual([[], []])
})

test('pages go from the newest to the oldest, each pull once, also where many share a time', () => {
  const history = fresh()
  put(history, ...['a', 'b', 'c', 'd', 'e'].map((id, at) => madePull({ id, at: at < 3 ? 7 : 8 })))
  const first = page(history, {})
  const second = page(history, { before: first.next })
  const third = page(history, { before: second.next })
  expect([first, second, third].map(({ pulls }) => idsOf(pulls))).toEqual([['e', 'd'], ['c', 'b'], ['a']])
  expect([first.total, second.total, third.total, third.next]).toEqual([5, 5, 5, null])
  put(history, madePull({ id: 'new', at: 9 }))
  expect(idsOf(page(history, { before: first.next }).pulls)).toEqual(['c', 'b'])
})

test.each<readonly [string, Partial<PullQuery>, readonly string[]]>([
  ['text in the repository', { filter: { ...noFilter, text: 'ALP' } }, ['p', 'd']],
  ['text in the tag', { filter: { ...noFilter, text: 'redis:7' } }, ['m']],
  ['text in the address', { filter: { ...noFilter, text: '10.9.' } }, ['m']],
  ['text in the client', { filter: { ...noFilter, text: 'buildkit' } }, ['m']],
  ['signs that SQL has a meaning for', { filter: { ...noFilter, text: '%' } }, []],
  ['more of them', { filter: { ...noFilter, text: "_' OR 1=1 --" } }, []],
  ['engines', { filter: { ...noFilter, engines: ['podman'] } }, ['p']],
  ['what only a mirror saw', { filter: { ...noFilter, engines: ['none', 'podman'] } }, ['m', 'p']],
  ['outcomes', { filter: { ...noFilter, outcomes: ['upstream', 'mirror-hit'] } }, ['p', 'd']],
  ['a time', { since: 20 }, ['m', 'p']],
  ['all at once', { since: 10, filter: { text: 'alp', engines: ['docker'], outcomes: ['mirror-hit'] } }, ['d']],
])('filters by %s', (_, query, ids) => {
  const history = fresh()
  put(
    history,
    madePull({ id: 'd', at: 10 }),
    madePull({ id: 'p', at: 20, engine: { id: 'podman', scope: 'user' }, outcome: 'upstream', client: null }),
    madePull({
      id: 'm',
      at: 30,
      engine: null,
      image: { upstream: 'docker.io', repository: 'library/redis', tag: '7', digest: null },
      client: 'buildkit/v0.18',
      address: '10.9.0.1',
      outcome: 'unknown',
    }),
  )
  const { pulls, total } = page(history, { limit: 10, ...query })
  expect([idsOf(pulls), total]).toEqual([ids, ids.length])
})

test('stats count by outcome, in time, and by repository', () => {
  const history = fresh()
  put(
    history,
    madePull({ id: '1', at: 100 }),
    madePull({ id: '2', at: 149, outcome: 'upstream' }),
    madePull({ id: '3', at: 199, image: { ...madePull().image, repository: 'library/redis' } }),
    madePull({ id: 'before', at: 99 }),
  )
  const { timeline, counts, bucketMs, top } = history.stats(100, 200, 2)
  expect(bucketMs).toBe(50)
  expect(timeline.map(({ at, counts }) => [at, counts['mirror-hit'], counts.upstream])).toEqual([
    [100, 1, 1],
    [150, 1, 0],
  ])
  expect(counts).toMatchObject({ 'mirror-hit': 2, upstream: 1, unknown: 0 })
  expect(top).toEqual([
    { upstream: 'docker.io', repository: 'library/alpine', pulls: 2 },
    { upstream: 'docker.io', repository: 'library/redis', pulls: 1 },
  ])
  expect(history.countsSince(149)).toMatchObject({ 'mirror-hit': 1, upstream: 1 })
})

test('pulls that may still change are found again', () => {
  const history = fresh()
  put(history, madePull({ id: 'open', isSettled: false }), madePull({ id: 'done' }))
  history.putMirrorPulls([madeMirrorPull({ id: 'open', isSettled: false }), madeMirrorPull({ id: 'done' })])
  expect([idsOf(history.unsettled()), idsOf(history.unsettledMirrorPulls())]).toEqual([['open'], ['open']])
  put(history, madePull({ id: 'open' }))
  history.putMirrorPulls([madeMirrorPull({ id: 'open' })])
  expect([history.unsettled(), history.unsettledMirrorPulls()]).toEqual([[], []])
})

test('a change of a mirror’s pull comes after the cursor of before', () => {
  const history = fresh()
  history.putMirrorPulls([madeMirrorPull({ id: 'a' }), madeMirrorPull({ id: 'b' })])
  const first = history.mirrorPullsAfter(0, 10)
  expect(idsOf(first.pulls)).toEqual(['a', 'b'])
  history.putMirrorPulls([madeMirrorPull({ id: 'a', served: 'miss' })])
  const news = history.mirrorPullsAfter(first.cursor, 10)
  expect(news.pulls).toEqual([madeMirrorPull({ id: 'a', served: 'miss' })])
  expect(history.mirrorPullsAfter(news.cursor, 10)).toEqual({ pulls: [], cursor: news.cursor })
})

test('mirror pulls are found by repository where they overlap a time', () => {
  const history = fresh()
  history.putMirrorPulls([
    madeMirrorPull({ id: 'in', from: 10, to: 20 }),
    madeMirrorPull({ id: 'past', from: 1, to: 9 }),
    madeMirrorPull({ id: 'yet', from: 31, to: 40 }),
    madeMirrorPull({ id: 'other', from: 10, to: 20, repository: 'library/redis' }),
  ])
  expect(idsOf(history.mirrorPullsOf('library/alpine', 15, 30))).toEqual(['in'])
})

test('requests are known by mirror, time and id; digests by repository', () => {
  const history = fresh()
  const request = madeRequest({ references: ['sha256:b'] })
  history.addRequests(mirror, [{ request, pull: 'p' }])
  history.addRequests(mirror, [{ request, pull: 'p' }])
  expect(history.knownRequests(mirror, [request, madeRequest({ id: 'r2' })])).toEqual(new Set(['r1']))
  expect(history.knownRequests('http://other', [request])).toEqual(new Set())
  expect(history.describedBy(digest)).toEqual(request)
  history.noteFetched(mirror, [{ repository: 'a', digest, at: 5 }])
  history.noteFetched(mirror, [{ repository: 'a', digest, at: 6 }])
  expect([
    history.fetchedAt(mirror, 'a', digest),
    history.fetchedAt(mirror, 'b', digest),
    history.fetchedAt('http://other', 'a', digest),
  ]).toEqual([6, null, null])
})

test('the first look at a catalog is where it begins; what is new later came between two looks', () => {
  const history = fresh()
  expect(history.lookedAt(mirror, 10, ['a', 'b'])).toEqual([])
  expect(history.lookedAt(mirror, 20, ['a', 'b'])).toEqual([])
  expect(history.lookedAt(mirror, 30, ['a', 'b', 'c'])).toEqual([{ repository: 'c', after: 20, before: 30 }])
  expect(history.lookedAt('http://other', 40, ['c'])).toEqual([])
  expect(history.firstCached(mirror, 'a')).toEqual({ repository: 'a', after: null, before: 10 })
  expect(history.firstCached(mirror, 'c')).toEqual({ repository: 'c', after: 20, before: 30 })
  expect(history.firstCached(mirror, 'd')).toBe(null)
})

test('what is done together is done as a whole or not at all', () => {
  const history = fresh()
  const failing = (): void =>
    history.together(() => {
      history.addRequests('http://never', [{ request: madeRequest(), pull: 'p' }])
      put(history, madePull())
      throw new Error('half way')
    })
  expect(failing).toThrow('half way')
  expect(allPulls(history)).toEqual([])
  // The number that the mirror was given is another's now.
  history.addRequests(mirror, [{ request: madeRequest(), pull: 'p' }])
  history.addRequests('http://never', [])
  expect(history.knownRequests('http://never', [madeRequest()]).size).toBe(0)
  expect(history.knownRequests(mirror, [madeRequest()]).size).toBe(1)
})

test('small things, quotas and counters', () => {
  const history = fresh()
  history.remember('k', '1')
  history.remember('k', '2')
  expect([history.recall('k'), history.recall('none')]).toEqual(['2', null])
  const counters = {
    manifestRequests: 1,
    manifestMisses: null,
    blobRequests: 0,
    blobMisses: 0,
    bytesPulled: 0,
    bytesPushed: 0,
    pending: 0,
  }
  for (const at of [1, 2, 3]) history.addCounters(mirror, { at, ...counters }, 'metrics')
  expect(history.counters(mirror, 2)).toEqual([
    { at: 3, ...counters },
    { at: 2, ...counters },
  ])
  expect(history.counters('http://other', 2)).toEqual([])
})

test('no text breaks a statement', propertyLimit, () => {
  const history = fresh()
  const wild = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom("'", '"', ';', '\0', '\uD800', '\uDFFF', '%', '_', '\\', '🐳', '\n', 'a'),
      maxLength: 20,
    }),
    fc.integer({ min: 1, max: 100_000 }).map((length) => 'x'.repeat(length)),
  )
  fc.assert(
    fc.property(wild, wild, wild, (a, b, c) => {
      const pull = madePull({
        id: a,
        image: { upstream: b, repository: c, tag: a, digest: b },
        client: c,
        address: a,
        failed: b,
      })
      history.putPulls([{ pull, evidence: [{ at: 1, source: 'metrics', text: c }] }])
      history.addRequests(b, [{ request: madeRequest({ id: a, repository: c, tag: b, digest: c }), pull: a }])
      history.remember(a, b)
      history.lookedAt(a, 1, [b, c])
      // What SQLite keeps of a lone surrogate is the sign for what cannot be told.
      expect(history.recall(a)).toBe(b.toWellFormed())
      expect(history.knownRequests(b, [{ id: a, at: 1_000 }])).toEqual(new Set([a]))
      expect(history.evidenceOf(a)).toEqual([{ at: 1, source: 'metrics', text: c }])
      expect(history.firstCached(a, c)).toMatchObject({ before: 1 })
      const { pulls } = page(history, { filter: { ...noFilter, text: c.slice(0, 50) }, limit: 1 })
      if (c.isWellFormed()) expect(pulls).toEqual([pull])
      history.removePulls([a])
      expect(allPulls(history)).toEqual([])
    }),
    { numRuns: runs / 5 },
  )
})
