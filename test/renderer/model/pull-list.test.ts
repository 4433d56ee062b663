import { expect, test } from 'vitest'
import { noFilter } from '../../../shared/pulls/filter.ts'
import type { Pull, PullFilter } from '../../../shared/pulls/pull.ts'
import { firstPage, type PullList, withFresh, withNews, withPage } from '../../../renderer/model/pull-list.ts'
import { fakePull } from '../../e2e/fake-pulls.ts'

const page = (pulls: readonly Pull[], next: string | null = null, total = pulls.length) => ({
  pulls,
  next,
  total,
  sources: [],
})
const three = firstPage(page([fakePull(3), fakePull(2), fakePull(1)], 'more', 10))
const news = (pulls: readonly Pull[], removed: readonly string[] = [], more = false) => ({
  pulls,
  removed,
  more,
  sources: [],
})
const idsOf = ({ rows }: PullList): readonly string[] => rows.parts.flat().map(({ id }) => id)
const read = (list: PullList, event: ReturnType<typeof news>, filter: PullFilter = noFilter) =>
  withNews(list, event, filter, false)
const follow = (list: PullList, event: ReturnType<typeof news>, filter: PullFilter = noFilter) =>
  withNews(list, event, filter, true)

test('a page goes behind the others, without what has moved into it', () => {
  const list = withPage(three, page([fakePull(1), fakePull(0)]))
  expect(idsOf(list)).toEqual(['pull-3', 'pull-2', 'pull-1', 'pull-0'])
  expect([list.next, list.total]).toEqual([null, 10])
})

test('no more than a window can hold', () => {
  let list = three
  const some = (from: number) => Array.from({ length: 50_000 }, (_, at) => fakePull(from - at))
  list = withPage(list, page(some(-1), 'more'))
  expect(list.next).toBe('more')
  list = withPage(list, page(some(-60_000), 'more'))
  expect([list.rows.length, list.next]).toEqual([100_000, null])
  list = follow(list, news([fakePull(4)]))
  expect([list.rows.length, idsOf(list)[0]]).toEqual([100_000, 'pull-4'])
})

test('new pulls come in at the top where one follows, newest first', () => {
  const list = follow(three, news([fakePull(4), fakePull(5)]))
  expect(idsOf(list)).toEqual(['pull-5', 'pull-4', 'pull-3', 'pull-2', 'pull-1'])
  expect([list.fresh, list.total]).toEqual([[], 12])
})

test('and wait where one reads, changed ones in their newest shape', () => {
  const first = read(three, news([fakePull(4, { outcome: 'unknown' })]))
  const list = read(first, news([fakePull(4), fakePull(5)]))
  expect(idsOf(list)).toEqual(idsOf(three))
  expect(list.fresh.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['pull-5 mirror-hit', 'pull-4 mirror-hit'])
  expect(list.total).toBe(12)
  expect(idsOf(withFresh(list))).toEqual(['pull-5', 'pull-4', 'pull-3', 'pull-2', 'pull-1'])
  expect(withFresh(list)).toMatchObject({ fresh: [], total: 12 })
})

test('what is here changes where it stands, read or not', () => {
  for (const take of [read, follow]) {
    const list = take(three, news([fakePull(2, { outcome: 'upstream' })]))
    expect(list.rows.parts.flat().map(({ outcome }) => outcome)).toEqual(['mirror-hit', 'upstream', 'mirror-hit'])
    expect([list.fresh.length, list.total]).toEqual([0, 10])
  }
})

test('only what the filter lets through is news', () => {
  const filter = { ...noFilter, text: 'NODE' }
  const node = { upstream: 'docker.io', repository: 'library/node', tag: '24', digest: null }
  const list = read(three, news([fakePull(4), fakePull(5, { image: node })]), filter)
  expect(list.fresh.map(({ id }) => id)).toEqual(['pull-5'])
  expect(list.total).toBe(11)
})

test('what a mirror saw makes way for what an engine tells of, in its place', () => {
  const seen = firstPage(page([fakePull(2), fakePull(1, { id: 'seen', engine: null })]))
  for (const take of [read, follow]) {
    const list = take(seen, news([fakePull(7)], ['seen']))
    expect(idsOf(list)).toEqual(['pull-2', 'pull-7'])
    expect([list.fresh.length, list.total]).toEqual([0, 2])
  }
})

test('one that stands no more goes, but not from under who reads', () => {
  expect(idsOf(follow(three, news([], ['pull-2'])))).toEqual(['pull-3', 'pull-1'])
  expect(follow(three, news([], ['pull-2'])).total).toBe(9)
  expect(idsOf(read(three, news([], ['pull-2'])))).toEqual(['pull-3', 'pull-2', 'pull-1'])
  const waiting = read(three, news([fakePull(4)]))
  expect(read(waiting, news([], ['pull-4']))).toMatchObject({ fresh: [], total: 10 })
})

test('two that a pull each takes over are two', () => {
  const seen = firstPage(page([fakePull(2, { id: 'b', engine: null }), fakePull(1, { id: 'a', engine: null })]))
  expect(idsOf(follow(seen, news([fakePull(8), fakePull(9)], ['a', 'b']))).toSorted()).toEqual(['pull-8', 'pull-9'])
})

test('that others came too is not forgotten', () => {
  expect(read(read(three, news([fakePull(4)], [], true)), news([fakePull(5)])).isBehind).toBe(true)
})
