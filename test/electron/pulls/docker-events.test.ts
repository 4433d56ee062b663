import { rmSync } from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { followDocker } from '../../../electron/pulls/docker-events.ts'
import { maxLine } from '../../../electron/pulls/line-splitter.ts'
import { followSocket } from '../../../electron/system/follow-socket.ts'
import { memoryDisk } from '../../../electron/system/memory-disk.ts'
import { realProcesses } from '../../../electron/system/real-processes.ts'
import type { Processes } from '../../../electron/system/system.ts'
import type { SourceState } from '../../../shared/pulls/pull.ts'
import type { EnginePull } from '../../../shared/pulls/sighting.ts'
import { idleProcesses } from '../engines/idle-processes.ts'
import { daemonDigest, eventDaemon } from './fake-event-daemon.ts'
import { stepClock } from './step-clock.ts'

const key = { id: 'docker', scope: 'system' } as const
const at = Date.now() - 60_000

async function listening(
  since: number | null = at - 1_000,
  more: Partial<Processes> = {},
  before: readonly (readonly [image: string, at: number])[] = [],
  canFollow = true,
) {
  const daemon = await eventDaemon()
  for (const [image, when] of before) daemon.pull(image, when)
  const clock = stepClock()
  const ends = new AbortController()
  onTestFinished(async () => {
    ends.abort()
    await daemon[Symbol.asyncDispose]()
  })
  const pulls: EnginePull[] = []
  const states: SourceState[] = []
  const { request } = realProcesses
  let connections = 0
  const follow: Processes['follow'] = async (...args) => {
    connections++
    return await followSocket(...args)
  }
  const processes = { ...idleProcesses, request, ...(canFollow && { follow }), ...more }
  const running = async () => (daemon.isUp() ? daemon.socket : null)
  followDocker(
    { disk: memoryDisk(), processes },
    key,
    { socket: daemon.socket, running },
    clock,
  )({
    since,
    onPull: (pull) => pulls.push(pull),
    onState: (state) => states.push(state),
    signal: ends.signal,
  })
  return {
    daemon,
    clock,
    ends,
    pulls,
    states,
    connections: () => connections,
    images: () => pulls.map(({ image }) => image),
    /** Lets time pass until it holds. */
    until: (check: () => void) =>
      vi.waitFor(async () => {
        await clock.pass(100)
        check()
      }),
    heard: () => expect(states.at(-1)).toMatchObject({ state: 'heard', notice: null }),
  }
}

describe('the pulls of docker', () => {
  test('are told with their time and the digests that the image has', async () => {
    const { daemon, pulls, until, heard } = await listening()
    await until(heard)
    daemon.pull('127.0.0.1:5000/team/app:v1', at)
    await until(() => expect(pulls).toHaveLength(1))
    expect(pulls[0]).toMatchObject({
      engine: key,
      at,
      when: 'end',
      image: '127.0.0.1:5000/team/app:v1',
      digests: [daemonDigest],
      failed: null,
    })
    expect(pulls[0]!.line).toContain('"timeNano"')
    expect(daemon.inspected).toEqual(['127.0.0.1:5000/team/app:v1'])
  })

  test('are told without digests where the image is gone already, or its answer is none', async () => {
    const { daemon, pulls, until, heard } = await listening()
    await until(heard)
    daemon.status.inspect = 404
    daemon.pull('gone:1', at)
    await until(() => expect(pulls).toMatchObject([{ image: 'gone:1', digests: [] }]))
  })

  test('begin with what docker still remembers since then', async () => {
    const before = [
      ['before:1', at - 5_000],
      ['after:1', at + 5],
    ] as const
    const { daemon, images, until } = await listening(at, {}, before)
    await until(() => expect(images()).toEqual(['after:1']))
    expect(daemon.sinces).toEqual([(at / 1000).toFixed(3)])
  })

  test('are news only where nobody asks for more', async () => {
    const { daemon, images, until, heard } = await listening(null, {}, [['before:1', at]])
    await until(heard)
    daemon.pull('new:1', Date.now())
    await until(() => expect(images()).toEqual(['new:1']))
  })

  test('that came while nobody heard are told once, in their order', async () => {
    const { daemon, images, until, heard, states } = await listening()
    await until(heard)
    // Two of one millisecond, and of one name.
    daemon.pull('a:1', at)
    daemon.pull('b:1', at)
    await until(() => expect(images()).toEqual(['a:1', 'b:1']))
    daemon.breakOff()
    await until(() => expect(states.at(-1)?.state).toBe('lost'))
    daemon.pull('c:1', at)
    daemon.pull('a:1', at + 700)
    daemon.pull('d:1', at + 90_000)
    await until(() => expect(images()).toEqual(['a:1', 'b:1', 'c:1', 'a:1', 'd:1']))
    expect(Number(daemon.sinces[1])).toBeLessThanOrEqual(at / 1000)
    daemon.breakOff()
    await until(() => expect(daemon.sinces).toHaveLength(3))
    daemon.pull('e:1', at + 100_000)
    await until(() => expect(images().slice(5)).toEqual(['e:1']))
  })
})

describe('where docker', () => {
  test('ends, it is waited for without a connection, and heard when it comes back', async () => {
    const { daemon, clock, images, states, until, heard, connections } = await listening()
    await until(heard)
    await daemon.stop()
    await until(() => expect(states.at(-1)).toMatchObject({ state: 'waiting', of: 'docker:system' }))
    await clock.pass(600_000)
    expect(connections()).toBe(1)
    await daemon.start()
    await until(heard)
    expect(connections()).toBe(2)
    daemon.pull('new:1', Date.now())
    await until(() => expect(images()).toEqual(['new:1']))
    expect(states.map(({ state }) => state).filter((state) => state !== 'lost')).toEqual(['heard', 'waiting', 'heard'])
  })

  test('takes its socket away, it is left at once: it may wait for us before it ends', async () => {
    const { daemon, states, until, heard } = await listening()
    await until(heard)
    await until(() => expect(daemon.listeners()).toBe(1))
    rmSync(daemon.socket)
    await vi.waitFor(() => expect(daemon.listeners()).toBe(0))
    expect(states.map(({ state }) => state)).toEqual(['heard', 'waiting'])
  })

  test('refuses, it is asked ever more rarely', async () => {
    const { daemon, clock, states, connections } = await listening()
    daemon.status.events = 500
    daemon.breakOff()
    await clock.pass(3_600_000)
    expect(connections()).toBeLessThan(25)
    expect(states.at(-1)).toMatchObject({ state: 'lost', notice: { code: 'engine-events-lost' } })
  })

  test('ends every stream at once, it is not asked without end', async () => {
    const { daemon, clock, connections } = await listening()
    const say = daemon.pull
    for (let minutes = 0; minutes < 60; minutes++) {
      daemon.breakOff()
      await clock.pass(60_000)
      say('again:1', at + minutes)
    }
    expect(connections()).toBeLessThan(70)
  })

  test('may not be asked, that is said', async () => {
    const refused = Object.assign(new Error('connect EACCES'), { code: 'EACCES' })
    const { states, until } = await listening(at, { follow: () => Promise.reject(refused) })
    await until(() =>
      expect(states.at(-1)).toMatchObject({ state: 'lost', notice: { code: 'engine-events-forbidden' } }),
    )
    expect(states).toHaveLength(1)
  })

  test('sends a line without end, it is left out and the next one heard', async () => {
    const { daemon, images, states, until, heard } = await listening()
    await until(heard)
    for (let sent = 0; sent <= maxLine; sent += 100_000) daemon.say('x'.repeat(100_000))
    await until(() =>
      expect(states.at(-1)).toMatchObject({ state: 'heard', notice: { code: 'engine-events-too-long' } }),
    )
    daemon.say('\nnot JSON\n{"Type":"image"}\n')
    daemon.pull('next:1', at)
    await until(() => expect(images()).toEqual(['next:1']))
  })

  test('is in another machine, nothing is asked', async () => {
    const { states, connections } = await listening(at, {}, [], false)
    expect(states).toMatchObject([{ state: 'not-set-up', notice: { code: 'engine-events-guest' } }])
    expect(connections()).toBe(0)
  })
})

test('nobody is told anything after the end', async () => {
  const { daemon, clock, pulls, states, ends, until, heard, connections } = await listening()
  await until(heard)
  ends.abort()
  daemon.pull('late:1', at)
  await clock.pass(3_600_000)
  expect(pulls).toEqual([])
  expect(states).toHaveLength(1)
  expect(connections()).toBe(1)
})
