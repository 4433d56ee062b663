import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseTries, supervisorText } from '../../../shared/hosting/supervisor.ts'
import { until } from '../system/until.ts'

let folder: string
let keeper: ChildProcess | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullcord-keeper-'))
})
afterEach(() => {
  keeper?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function keep(...command: readonly string[]): ChildProcess {
  writeFileSync(join(folder, 'keep.sh'), supervisorText)
  keeper = spawn('/bin/sh', [join(folder, 'keep.sh'), folder, join(folder, 'out'), ...command], { stdio: 'ignore' })
  return keeper
}

const read = (name: string): string => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '')

async function end(running: ChildProcess): Promise<number | null> {
  const gone = new Promise<number | null>((resolve) => running.once('exit', resolve))
  running.kill('SIGTERM')
  return await gone
}

test('what ends is started again, later each time, and it is noted how often', async () => {
  const running = keep('/bin/sh', '-c', 'echo begun; exit 3')
  await until(async () => (parseTries(read('tries'))?.tries ?? 0) >= 2)
  const { nextAt } = parseTries(read('tries'))!
  expect(read('out').split('\n').length - 1).toBeGreaterThanOrEqual(2)
  expect(nextAt % 1000).toBe(0)
  expect(read('tries')).toMatch(/ 3\n$/)
  expect(await end(running)).toBe(0)
  expect(existsSync(join(folder, 'tries'))).toBe(false)
})

test('it ends what it keeps when it is told to end, also deaf to a hang-up', async () => {
  const running = keep('/bin/sh', '-c', 'echo $$; exec sleep 60')
  await until(async () => read('out') !== '')
  const pid = Number(read('out'))
  running.kill('SIGHUP')
  expect(existsSync(`/proc/${pid}`)).toBe(true)
  expect(await end(running)).toBe(0)
  expect(existsSync(`/proc/${pid}`)).toBe(false)
})

test('words with spaces and signs reach the command as they are', async () => {
  const running = keep('/bin/echo', 'a  b', '$HOME', '*')
  await until(async () => read('out') !== '')
  expect(read('out').split('\n')[0]).toBe('a  b $HOME *')
  await end(running)
})
