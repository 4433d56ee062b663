import { describe, expect, test } from 'vitest'
import { makeGrouping } from '../../../shared/pulls/grouping.ts'
import type { MirrorCounters } from '../../../shared/pulls/stats.ts'
import { mirror, request, start } from './sightings.ts'

const dayMs = 24 * 3_600_000

function grouping(older: readonly string[] = [], kept = new Map<string, number>()) {
  return makeGrouping({
    mirror,
    upstream: 'docker.io',
    fetchedAt: (repository, digest) => kept.get(`${repository}@${digest}`) ?? null,
    mayBeOlder: (repository) => older.includes(repository),
    keepsMs: 7 * dayMs,
    instance: null,
  })
}

/** What the pulls come to once all is quiet: tag, what was served, and of how many requests. */
function pulls(lines: readonly (string | ReturnType<typeof request>)[], older: readonly string[] = []) {
  const kept = new Map<string, number>()
  const group = grouping(older, kept)
  const last = new Map<string, string>()
  for (const line of lines) {
    const { pulls: changed, fetched } = group.take([typeof line === 'string' ? request(line) : line])
    for (const { repository, digest, at } of fetched) kept.set(`${repository}@${digest}`, at)
    for (const { id, tag, served, requests } of changed) last.set(id, `${tag ?? '-'} ${served} ${requests}`)
  }
  return [...last.values()]
}

const cold = [
  '+0 docker HEAD alpine:3.20 =index',
  '+10 docker GET alpine@index',
  '+20 docker GET alpine@child',
  '+30 docker GET alpine blob one',
  '+40 docker GET alpine blob two',
]
const later = (lines: readonly string[], by: number): readonly string[] =>
  lines.map((line) => line.replace(/^\+(\d+)/, (_, at: string) => `+${Number(at) + by}`))

describe('requests become pulls', () => {
  const cases: readonly [name: string, lines: readonly string[], pulls: readonly string[]][] = [
    ['docker: a miss', cold, ['3.20 miss 5']],
    ['docker: a miss, then a hit within a second', [...cold, ...later(cold, 900)], ['3.20 miss 5', '3.20 hit 5']],
    [
      'docker: up to date after a hit',
      [...cold, ...later(cold, 900), '+2000 docker HEAD alpine:3.20 =index'],
      ['3.20 miss 5', '3.20 hit 5', '3.20 up-to-date 1'],
    ],
    [
      'podman: by tag, no HEAD',
      [
        '+0 containers GET alpine:3.20 =index',
        '+9 containers GET alpine@child',
        '+1200 containers GET alpine:3.20 =index',
      ],
      ['3.20 miss 2', '3.20 hit 1'],
    ],
    [
      'a tag that moved',
      [...cold, '+9000 docker HEAD alpine:3.20 =newer', '+9001 docker GET alpine@newer'],
      ['3.20 miss 5', '3.20 miss 2'],
    ],
    [
      'by digest, twice',
      ['+0 docker HEAD alpine@index', '+5 docker GET alpine@index', '+2000 docker HEAD alpine@index'],
      ['- miss 2', '- up-to-date 1'],
    ],
    [
      'up to date, and later by digest',
      ['+0 docker HEAD alpine:3.20 =index', '+8000 docker GET alpine@index'],
      ['3.20 up-to-date 1', '- hit 1'],
    ],
    ['two tags', ['+0 crane GET alpine:a =one', '+5 crane GET alpine:b =two'], ['a miss 1', 'b miss 1']],
    ['refused', ['+0 docker HEAD alpine:3.20 404'], ['3.20 refused 1']],
    ['a challenge first', ['+0 docker HEAD alpine:3.20 401', '+5 docker GET alpine:3.20 =index'], ['3.20 miss 2']],
    ['broken off', [...cold.slice(0, 2), '+50 docker GET alpine blob one 500'], ['3.20 refused 3']],
    [
      'a refusal that was tried again',
      [...cold.slice(0, 2), '+50 docker GET alpine blob one 500', '+60 docker GET alpine blob one'],
      ['3.20 miss 4'],
    ],
    ['not modified', ['+0 crane GET alpine:3.20 304'], ['3.20 up-to-date 1']],
    ['a large blob comes late', [...cold.slice(0, 3), '+500000 docker GET alpine blob one'], ['3.20 miss 4']],
    ['past its expiry', [...cold, ...later(cold, 8 * dayMs)], ['3.20 miss 5', '3.20 miss 5']],
    ['not past its expiry', [...cold, ...later(cold, 6 * dayMs)], ['3.20 miss 5', '3.20 hit 5']],
    [
      'another client while it may still be fetched',
      ['+0 docker HEAD alpine:3.20 =index', '+300 containers GET alpine:3.20 =index'],
      ['3.20 up-to-date 1', '3.20 unknown 1'],
    ],
  ]
  test.each(cases)('%s', (_, lines, expected) => {
    expect(pulls(lines)).toEqual(expected)
  })
})

test('what may have been cached before the record began is unknown, until it is seen to be fetched', () => {
  expect(pulls(cold, ['library/alpine'])).toEqual(['3.20 unknown 5'])
  expect(pulls(cold, ['library/other'])).toEqual(['3.20 miss 5'])
})

test('after a restart of the mirror a hit is in doubt once', () => {
  const again = (by: number) => later(cold, by).map((line) => request(line, { instance: 'two' }))
  expect(pulls([...cold, ...again(60_000), ...again(120_000)])).toEqual(['3.20 miss 5', '3.20 unknown 5', '3.20 hit 5'])
})

test('a log that names only tags leaves it open', () => {
  expect(pulls([request('+0 docker GET alpine:3.20', { source: 'access-log' })])).toEqual(['3.20 unknown 1'])
})

describe('counters clear up doubts', () => {
  const counters = (at: number, requests: number, misses: number, blobMisses: number | null = 0): MirrorCounters => ({
    at: start + at,
    manifestRequests: requests,
    manifestMisses: misses,
    blobRequests: null,
    blobMisses,
    bytesPulled: null,
    bytesPushed: null,
    pending: 0,
  })
  const inDoubt = (before: MirrorCounters, after: MirrorCounters, lines = cold): readonly string[] => {
    const group = grouping(['library/alpine'])
    group.count(before)
    group.take(lines.map((line) => request(line)))
    return group.count(after).map(({ served }) => served)
  }

  test('nothing was fetched: all were hits', () => {
    expect(inDoubt(counters(-1, 10, 4), counters(500, 13, 4))).toEqual(['hit'])
  })
  test('something was fetched, and there was one pull', () => {
    expect(inDoubt(counters(-1, 10, 4), counters(500, 13, 5))).toEqual(['miss'])
  })
  test('it counted requests that we do not know of', () => {
    expect(inDoubt(counters(-1, 10, 4), counters(500, 14, 4))).toEqual([])
  })
  test('it was started anew', () => {
    expect(inDoubt(counters(-1, 10, 4), counters(500, 3, 0))).toEqual([])
  })
  test('2.8 does not report blobs: what fetched any stays unknown', () => {
    expect(inDoubt(counters(-1, 10, 4, null), counters(500, 13, 4, null))).toEqual([])
    expect(inDoubt(counters(-1, 10, 4, null), counters(500, 11, 4, null), ['+0 crane GET alpine:3.20 =index'])).toEqual(
      ['hit'],
    )
  })
})

test('a pull settles when it has been quiet, and again after more', () => {
  const group = grouping()
  group.take([request(cold[0]!)])
  expect(group.nextSettle()).toBe(start + 10_000)
  expect(group.settle(start + 9_999)).toEqual([])
  expect(group.settle(start + 10_000).map(({ isSettled }) => isSettled)).toEqual([true])
  expect(group.nextSettle()).toBeNull()
  expect(group.take([request('+20000 docker GET alpine blob one')]).pulls.map(({ isSettled }) => isSettled)).toEqual([
    false,
  ])
})

test('memory is bounded, whoever asks for whatever', () => {
  const group = grouping()
  for (let at = 0; at < 30_000; at++)
    group.take([request(`+${at} x GET alpine:3.20 =index`, { address: `10.0.${at}` })])
  expect(group.settle(start + 100_000).length).toBeLessThanOrEqual(10_000)
})
