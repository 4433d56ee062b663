import { spawn } from 'node:child_process'
import { errnoOf, failure } from '../../shared/errors.ts'
import type { Ended, RunOptions } from './system.ts'

// podman info is some 20 KB; a debug pull of a large image a few hundred.
const maxOutput = 8 * 1024 * 1024

/** Runs a program by argv, without a shell, with bounded time and output. */
export async function runProgram(argv: readonly string[], options: RunOptions): Promise<Ended> {
  const { timeoutMs, env, signal, input, onOutput } = options
  const [program, ...rest] = argv as readonly [string, ...string[]]
  return await new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      ...(signal && { signal }),
    })
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(failure('command-timeout', { command: program, seconds: timeoutMs / 1000 }))
    }, timeoutMs)
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]!.setEncoding('utf8').on('data', (chunk: string) => {
        if (name === 'stdout' && onOutput) onOutput(chunk)
        else if (output[name].length < maxOutput) output[name] += chunk
      })
    }
    // A program may end before it has read what it was given.
    child.stdin?.on('error', () => undefined)
    if (typeof input === 'string') child.stdin?.end(input)
    else if (input && child.stdin) input.pipe(child.stdin)
    child.on('error', (error) => {
      clearTimeout(timer)
      reject(errnoOf(error) === 'ENOENT' ? failure('command-missing', { command: program }, error) : error)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, ...output })
    })
  })
}
