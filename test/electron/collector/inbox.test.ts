import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openInbox } from '../../../electron/collector/inbox.ts'
import type { MirrorRequest } from '../../../shared/pulls/sighting.ts'
import { request } from '../../shared/pulls/sightings.ts'
import { until } from '../system/until.ts'

let folder: string
let path: string
const one = request('+0 docker HEAD alpine:3.20 =index')
const two = request('+10 docker GET alpine@index')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullcord-inbox-'))
  path = join(folder, 'inbox.ndjson')
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

/** Keeps what it is given, unless it is told to fail. */
function record() {
  const kept: MirrorRequest[] = []
  const state = { fails: false }
  const take = (requests: readonly MirrorRequest[]): void => {
    if (state.fails) throw new Error('the disk is full')
    kept.push(...requests)
  }
  return { kept, state, take }
}

test('what is added is on disk at once, in the record soon, and then nowhere else', async () => {
  const { kept, take } = record()
  const inbox = openInbox(path, take)
  inbox.add([one])
  inbox.add([two])
  expect(kept).toEqual([])
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3)
  await until(async () => kept.length === 2)
  expect(kept).toEqual([one, two])
  expect(readFileSync(path, 'utf8')).toBe('')
  inbox.close()
})

test('what a killed collector left is taken first; half a line was thanked for by nobody', () => {
  appendFileSync(path, `${JSON.stringify(one)}\n${JSON.stringify(two).slice(0, 40)}`)
  const { kept, take } = record()
  openInbox(path, take).close()
  expect(kept).toEqual([one])
})

test('while the record takes nothing all is kept, and passed on when it does', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { kept, state, take } = record()
  const inbox = openInbox(path, take)
  state.fails = true
  inbox.add([one])
  await until(async () => vi.mocked(process.stderr.write).mock.calls.length > 0)
  inbox.add([two])
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3)
  state.fails = false
  inbox.close()
  expect(kept).toEqual([one, two])
})

test('it does not grow for ever: then whoever tells is refused', () => {
  const { state, take } = record()
  const inbox = openInbox(path, take)
  state.fails = true
  const many = Array.from({ length: 20_001 }, () => one)
  inbox.add(many)
  expect(() => inbox.add([two])).toThrow('the disk is full')
  state.fails = false
  inbox.close()
})
