import { createHook } from 'node:async_hooks'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { tailLog } from '../../../electron/pulls/log-tail.ts'

let folder = ''
let log = ''
let ending = new AbortController()
let lines: string[] = []
let states: string[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullcord-tail-'))
  log = join(folder, 'access.log')
  ending = new AbortController()
  lines = []
  states = []
})

afterEach(() => {
  ending.abort()
  rmSync(folder, { recursive: true })
})

function tail(
  from: 'start' | 'end',
  path = log,
  onLines = (all: readonly string[]): void => void lines.push(...all),
): void {
  tailLog(path, {
    from,
    onLines,
    onState: ({ source, of, state, notice }) => {
      expect([source, of]).toEqual(['access-log', path])
      states.push(notice === null ? state : `${state} ${String(notice.values['why'])}`)
    },
    signal: ending.signal,
  })
}

const until = async (expected: readonly string[]): Promise<void> =>
  await vi.waitFor(() => expect(lines).toEqual(expected), { timeout: 5_000, interval: 5 })
const heard = async (...expected: readonly string[]): Promise<void> =>
  await vi.waitFor(() => expect(states).toEqual(expected), { timeout: 5_000, interval: 5 })

test('from the end on, or from the start', async () => {
  writeFileSync(log, 'old\n')
  tail('end')
  await heard('heard')
  appendFileSync(log, 'new\n')
  await until(['new'])
  tail('start')
  await until(['new', 'old', 'new'])
})

test('a line that is not done is waited for, and so is half a letter', async () => {
  writeFileSync(log, '')
  tail('end')
  await heard('heard')
  const [head, rest] = [Buffer.from('ende–').subarray(0, 5), Buffer.from('ende–').subarray(5)]
  appendFileSync(log, head)
  await wait(50)
  expect(lines).toEqual([])
  appendFileSync(log, rest)
  appendFileSync(log, '\nmore')
  await until(['ende–'])
})

test('a file, and directories, that are not there yet', async () => {
  const deep = join(folder, 'a', 'b', 'access.log')
  tail('end', deep)
  await heard('waiting ENOENT')
  mkdirSync(join(folder, 'a'))
  await wait(20)
  mkdirSync(join(folder, 'a', 'b'))
  await wait(20)
  writeFileSync(deep, 'first\n')
  await until(['first'])
  expect(states).toEqual(['waiting ENOENT', 'heard'])
  appendFileSync(deep, 'second\n')
  await until(['first', 'second'])
})

test('a log that is moved away is read until its successor is written to', async () => {
  writeFileSync(log, '')
  tail('end')
  await heard('heard')
  appendFileSync(log, 'one\n')
  await until(['one'])
  renameSync(log, `${log}.1`)
  await heard('heard', 'waiting ENOENT')
  // The server has not noticed yet.
  appendFileSync(`${log}.1`, 'two\n')
  await until(['one', 'two'])
  writeFileSync(log, '')
  await heard('heard', 'waiting ENOENT', 'heard')
  appendFileSync(`${log}.1`, 'three\n')
  await until(['one', 'two', 'three'])
  appendFileSync(log, 'four\n')
  await until(['one', 'two', 'three', 'four'])
  appendFileSync(log, 'five\n')
  await until(['one', 'two', 'three', 'four', 'five'])
})

test('moved away and made anew in one breath, nothing is lost', async () => {
  writeFileSync(log, '')
  tail('end')
  await heard('heard')
  const written: string[] = []
  for (let round = 1; round <= 5; round++) {
    for (const one of ['a', 'b', 'c']) {
      written.push(`${round}${one}`)
      appendFileSync(log, `${round}${one}\n`)
    }
    renameSync(log, `${log}.${round}`)
    written.push(`${round} last`)
    appendFileSync(`${log}.${round}`, `${round} last\n`)
    writeFileSync(log, '')
    await until(written)
  }
})

test('a log that is cut in its place is read from its new start', async () => {
  writeFileSync(log, 'a long first line\n')
  tail('start')
  await until(['a long first line'])
  appendFileSync(log, 'begun')
  await wait(30)
  truncateSync(log)
  await wait(30)
  appendFileSync(log, 'x\n')
  await until(['a long first line', 'x'])
})

test('through a link, also one that is pointed elsewhere', async () => {
  const [one, two] = [join(folder, 'one'), join(folder, 'two')]
  for (const each of [one, two]) mkdirSync(each)
  writeFileSync(join(one, 'l'), '')
  symlinkSync(join(one, 'l'), log)
  tail('end')
  await heard('heard')
  appendFileSync(join(one, 'l'), '1\n')
  await until(['1'])
  writeFileSync(join(two, 'l'), '2\n')
  symlinkSync(join(two, 'l'), `${log}.new`)
  renameSync(`${log}.new`, log)
  await until(['1', '2'])
  appendFileSync(join(two, 'l'), '3\n')
  await until(['1', '2', '3'])
})

test('a line without end is dropped whole, however it goes on', async () => {
  writeFileSync(log, '')
  tail('end')
  await heard('heard')
  appendFileSync(log, 'x'.repeat(3_000_000))
  await wait(50)
  appendFileSync(log, 'forged\nreal\n')
  await until(['real'])
})

test('much comes in parts, in order', async () => {
  const all = Array.from({ length: 50_000 }, (_, at) => `line ${at} ${'–'.repeat(10)}`)
  writeFileSync(log, `${all.join('\n')}\n`)
  let largest = 0
  tail('start', log, (some) => {
    largest = Math.max(largest, some.length)
    lines.push(...some)
  })
  await until(all)
  expect(largest).toBeLessThan(20_000)
})

test('what cannot be kept is told of, and does not end the reading', async () => {
  writeFileSync(log, '')
  let isFull = true
  tail('end', log, (all) => {
    if (isFull) throw new Error('disk full')
    lines.push(...all)
  })
  await heard('heard')
  appendFileSync(log, 'lost\n')
  // A file that is written to tells so once or twice; the second time there is nothing that could not be kept.
  await vi.waitFor(() => expect(states).toContain('lost disk full'), { timeout: 5_000, interval: 5 })
  isFull = false
  appendFileSync(log, 'kept\n')
  await until(['kept'])
  expect(states.at(-1)).toBe('heard')
})

test('what is no file is told of', async () => {
  mkdirSync(log)
  tail('end')
  await vi.waitFor(() => expect(states.at(-1)).toMatch(/^lost .*EISDIR/), { timeout: 5_000 })
})

test('after the end nothing is heard, and nothing stays open', async () => {
  writeFileSync(log, '')
  tail('end')
  await heard('heard')
  ending.abort()
  appendFileSync(log, 'late\n')
  await wait(50)
  tail('start')
  await wait(50)
  expect([lines, states]).toEqual([[], ['heard']])
})

test('while nothing is written, nothing wakes; other logs beside it do not count', async () => {
  writeFileSync(log, '')
  tail('end')
  await heard('heard')
  await wait(50)
  const asked: string[] = []
  const hook = createHook({ init: (_, type) => void (type.startsWith('FSREQ') && asked.push(type)) }).enable()
  await wait(300)
  for (let at = 0; at < 50; at++) appendFileSync(join(folder, 'error.log'), 'x\n')
  await wait(50)
  const idle = asked.length
  appendFileSync(log, 'x\n')
  await until(['x'])
  hook.disable()
  expect(idle).toBe(0)
  expect(asked.length).toBeGreaterThan(0)
  expect(states).toEqual(['heard'])
})
