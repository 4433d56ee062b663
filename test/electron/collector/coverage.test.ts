import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCoverage, type CoverageRecord } from '../../../electron/collector/coverage.ts'
import { openHistory, type PullHistory } from '../../../electron/pulls/history.ts'
import type { MirrorCounters } from '../../../shared/pulls/stats.ts'
import { mirror, mirrorPull, request, start } from '../../shared/pulls/sightings.ts'

let folder: string
let history: PullHistory
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullcord-coverage-'))
  history = openHistory(join(folder, 'pulls.db'))
})
afterEach(() => {
  history.close()
  rmSync(folder, { recursive: true })
})

const at = (seconds: number, instance = 'one') => [
  request(`+${seconds * 1000} docker HEAD alpine:3.20 =index`, { instance }),
]
const counted = (seconds: number, pending: number | null, manifestRequests: number | null): MirrorCounters => ({
  at: start + seconds * 1000,
  manifestRequests,
  manifestMisses: null,
  blobRequests: null,
  blobMisses: null,
  bytesPulled: null,
  bytesPushed: null,
  pending,
})
/** Seconds after the start: since when, until when, and each gap. */
function told(coverage: CoverageRecord, now: number): readonly unknown[] {
  const seconds = (moment: number): number => (moment - start) / 1000
  const { since, until, gaps } = coverage.read(start + now * 1000)
  const named = gaps.map(({ from, to, why }) => `${why.code.slice(4)} ${seconds(from)}–${seconds(to)}`)
  return [seconds(since), seconds(until), ...named]
}
const open = (seconds = 0): CoverageRecord => openCoverage(history, mirror, start + seconds * 1000)

test('of a mirror that never told of anything nothing is known', () => {
  const coverage = open()
  expect(told(coverage, 60)).toEqual([60, 60])
  coverage.count(counted(70, 0, 5))
  expect(told(coverage, 80)).toEqual([80, 80])
})

test('without counters the record is whole up to the last event, since they come in order', () => {
  const coverage = open()
  coverage.note(at(5))
  coverage.note(at(9))
  expect(told(coverage, 60)).toEqual([5, 9])
})

test('a mirror with nothing to deliver makes it whole up to now; one with something does not', () => {
  const coverage = open()
  coverage.note(at(5))
  coverage.count(counted(30, 0, 1))
  expect(told(coverage, 60)).toEqual([5, 29])
  coverage.count(counted(50, 3, 4))
  coverage.count(counted(55, null, 4))
  expect(told(coverage, 60)).toEqual([5, 29])
})

test('what came late closes the gap: by counters, or by the first event of the same process', () => {
  const first = open()
  first.note(at(5))
  first.alive(start + 10_000)
  const byCounters = open(100)
  expect(told(byCounters, 100)).toEqual([5, 5, 'collector-down 10–100'])
  byCounters.count(counted(101, 2, 9))
  expect(told(byCounters, 102)).toContain('collector-down 10–100')
  byCounters.count(counted(103, 0, 9))
  expect(told(byCounters, 104)).toEqual([5, 102])
  const byEvents = open(200)
  byEvents.note(at(150))
  expect(told(byEvents, 201)).toContain('collector-down 100–200')
  byEvents.note(at(202))
  expect(told(byEvents, 203)).toEqual([5, 202])
})

test('a mirror that was started anew has lost what it had not delivered', () => {
  const coverage = open()
  coverage.note(at(5))
  coverage.note(at(20, 'two'))
  expect(told(coverage, 30)).toEqual([5, 20, 'mirror-restarted 5–20'])
  coverage.note(at(25, 'two'))
  expect(told(coverage, 30)).toEqual([5, 25, 'mirror-restarted 5–20'])
})

test('its counters tell that it was started anew before it tells of anything', () => {
  open().note(at(5))
  const coverage = open(6)
  coverage.count(counted(10, 0, 100))
  expect(told(coverage, 11)).toEqual([5, 9])
  coverage.count(counted(60, 0, 1))
  expect(told(coverage, 61)).toEqual([5, 59, 'mirror-restarted 9–60'])
})

test('a record that is begun anew has cursors beyond those of the one before', () => {
  history.putMirrorPulls([mirrorPull()])
  const before = Math.floor(Date.now() / 1000 - 5) * 1000
  expect(history.mirrorPullsAfter(before, 10).pulls).toHaveLength(1)
})
