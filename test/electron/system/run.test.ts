import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { runProgram } from '../../../electron/system/run.ts'

const sh = (script: string, timeoutMs = 10_000, env: Record<string, string> = {}) =>
  runProgram(['sh', '-c', script], { timeoutMs, env })

test('tells how a program ended and what it said', async () => {
  expect(await sh('echo out; echo err >&2; exit 3')).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' })
  expect(await sh('kill -9 $$')).toMatchObject({ code: null })
})

test('passes arguments as they are, adds to the environment, and gives no input', async () => {
  const { stdout } = await runProgram(['printf', '%s', '$HOME; `id`'], { timeoutMs: 10_000 })
  expect(stdout).toBe('$HOME; `id`')
  expect(await sh('echo "$PULLCORD_TEST $(cat)"', 10_000, { PULLCORD_TEST: 'x' })).toMatchObject({ stdout: 'x \n' })
})

test('ends what takes too long, and says so', async () => {
  const began = performance.now()
  await expect(runProgram(['sleep', '60'], { timeoutMs: 100 })).rejects.toMatchObject({
    notice: { code: 'command-timeout', values: { command: 'sleep', seconds: 0.1 } },
  })
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('says which program is not there', async () => {
  await expect(runProgram(['pullcord-no-such-program'], { timeoutMs: 1_000 })).rejects.toMatchObject({
    notice: { code: 'command-missing', values: { command: 'pullcord-no-such-program' } },
  })
})

test('keeps a bounded part of what a program says', async () => {
  const { code, stdout } = await sh('head -c 20000000 /dev/zero | tr "\\0" x', 60_000)
  expect(code).toBe(0)
  expect(stdout.length).toBeGreaterThan(1_000_000)
  expect(stdout.length).toBeLessThan(10_000_000)
})

test('gives a program its input, whole or as it comes, and tells of its output as it comes', async () => {
  expect(await runProgram(['cat'], { timeoutMs: 10_000, input: 'ä\n' })).toMatchObject({ code: 0, stdout: 'ä\n' })
  const input = new PassThrough()
  const heard: string[] = []
  const done = runProgram(['cat'], { timeoutMs: 10_000, input, onOutput: (text) => heard.push(text) })
  input.write('one\n')
  while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(heard).toEqual(['one\n'])
  input.end('two\n')
  expect(await done).toEqual({ code: 0, stdout: '', stderr: '' })
  expect(heard.join('')).toBe('one\ntwo\n')
  // One that does not read is not waited for.
  expect(await runProgram(['true'], { timeoutMs: 10_000, input: 'x'.repeat(1_000_000) })).toMatchObject({ code: 0 })
})
