import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { followAgain } from '../../../electron/pulls/follow-again.ts'
import { stepClock } from './step-clock.ts'

const hourMs = 3_600_000

test('what does not come is tried ever more rarely', async () => {
  const clock = stepClock()
  const ends = new AbortController()
  const tries: number[] = []
  const began = clock.now()
  const listen = async () => void tries.push((clock.now() - began) / 1000)
  const done = followAgain({ signal: ends.signal, listen, comes: null, clock })
  await clock.pass(hourMs)
  expect(tries.slice(0, 11)).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 811])
  expect(tries).toHaveLength(20)
  ends.abort()
  await done
  await clock.pass(hourMs)
  expect(tries).toHaveLength(20)
})

test('what was heard for a while is tried soon again, what ends at once is not', async () => {
  const clock = stepClock()
  const ends = new AbortController()
  onTestFinished(() => ends.abort())
  let tries = 0
  const listen = () => new Promise<void>((resolve) => void (tries++, clock.after(60_000, resolve)))
  void followAgain({ signal: ends.signal, listen, comes: null, clock })
  await clock.pass(61_000 * 50)
  expect(tries).toBe(51)
})

test('the files of an engine end the wait, but never more than once a second', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pullcord-follow-'))
  const clock = stepClock()
  const ends = new AbortController()
  onTestFinished(() => {
    ends.abort()
    rmSync(directory, { recursive: true })
  })
  let tries = 0
  const listen = async () => void tries++
  void followAgain({ signal: ends.signal, listen, comes: { directory, names: ['docker.pid'] }, clock })
  await clock.pass(200_000)
  const before = tries
  writeFileSync(join(directory, 'other'), '')
  await clock.pass(10_000)
  expect(tries).toBe(before)

  writeFileSync(join(directory, 'docker.pid'), '1')
  await vi.waitFor(async () => {
    await clock.pass(300)
    expect(tries).toBe(before + 1)
  })
  for (let flaps = 0; flaps < 200; flaps++) {
    writeFileSync(join(directory, 'docker.pid'), String(flaps))
    await clock.pass(10)
  }
  expect(tries - before).toBeLessThanOrEqual(4)
})

test('a directory that is not there is waited for by time', async () => {
  const clock = stepClock()
  const ends = new AbortController()
  onTestFinished(() => ends.abort())
  let tries = 0
  const comes = { directory: '/nonexistent/run', names: ['docker.sock'] }
  void followAgain({ signal: ends.signal, listen: async () => void tries++, comes, clock })
  await clock.pass(3_500)
  expect(tries).toBe(3)
})
