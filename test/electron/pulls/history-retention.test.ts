import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openHistory, type PullHistory, type Retention } from '../../../electron/pulls/history.ts'
import { temporaryRoot } from '../system/temporary-root.ts'
import { allPulls, digest, madeMirrorPull, madePull, madeRequest, mirror, put } from './made-pulls.ts'

const dayMs = 24 * 3_600_000
const now = 1_000 * dayMs
const counters = { manifestRequests: 1, manifestMisses: 1, blobRequests: 1, blobMisses: 1 }
const moreCounters = { ...counters, bytesPulled: 1, bytesPushed: 1, pending: 0 }

function keeping(retention: Retention): { readonly history: PullHistory; readonly path: string } {
  const path = temporaryRoot().path('/pulls.db')
  return { history: openHistory(path, { retention }), path }
}

/** Everything that a pull leaves, at some time. */
function fill(history: PullHistory, id: string, at: number): void {
  put(history, madePull({ id, at, failed: 'x'.repeat(300) }))
  history.addRequests(mirror, [{ request: madeRequest({ id, at }), pull: id }])
  history.putMirrorPulls([madeMirrorPull({ id, from: at, to: at })])
}

function pruned(history: PullHistory): number {
  for (let steps = 1; ; steps++) if (!history.prune(now)) return steps
}

test('what is older goes; catalogs and fetches that a cache may still hold stay', () => {
  const { history } = keeping({ days: 90, megabytes: 256 })
  for (const [id, days] of [
    ['old', 91],
    ['kept', 89],
  ] as const) {
    fill(history, id, now - days * dayMs)
    history.addCounters(mirror, { at: now - days * dayMs, ...moreCounters }, 'metrics')
    history.noteFetched(mirror, [{ repository: id, digest, at: now - days * dayMs }])
  }
  history.noteFetched(mirror, [{ repository: 'ancient', digest, at: now - 500 * dayMs }])
  history.lookedAt(mirror, now - 400 * dayMs, ['a'])
  pruned(history)
  expect(allPulls(history).map(({ id }) => id)).toEqual(['kept'])
  expect(history.evidenceOf('old')).toEqual([])
  expect(history.mirrorPullsAfter(0, 10).pulls.map(({ id }) => id)).toEqual(['kept'])
  const known = history.knownRequests(mirror, [
    { id: 'old', at: now - 91 * dayMs },
    { id: 'kept', at: now - 89 * dayMs },
  ])
  expect(known).toEqual(new Set(['kept']))
  expect(history.counters(mirror, 10)).toHaveLength(1)
  expect(['old', 'ancient'].map((repository) => history.fetchedAt(mirror, repository, digest))).toEqual([
    now - 91 * dayMs,
    null,
  ])
  expect(history.firstCached(mirror, 'a')).toMatchObject({ after: null })
  expect(history.prune(now)).toBe(false)
  history.close()
})

test('the oldest of all kinds go together until it is small enough, and the file shrinks', { timeout: 60_000 }, () => {
  const { history, path } = keeping({ days: 90, megabytes: 4 })
  const count = 6_000
  history.together(() => {
    for (let at = 0; at < count; at++) fill(history, `p${at}`, now - count + at)
  })
  history.lookedAt(mirror, now, ['a'])
  history.prune(now)
  pruned(history)
  const left = allPulls(history).map(({ id }) => id)
  expect(left.length).toBeGreaterThan(500)
  expect(left.length).toBeLessThan(count - 1_000)
  expect(left).toEqual(left.map((_, at) => `p${count - 1 - at}`))
  expect(history.mirrorPullsAfter(0, count).pulls).toHaveLength(left.length)
  expect(history.firstCached(mirror, 'a')).not.toBe(null)
  expect(statSync(path).size).toBeLessThan(4_100_000)
  history.close()
  expect(statSync(path).size).toBeLessThan(4_100_000)
})
