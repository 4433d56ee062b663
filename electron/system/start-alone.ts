import { spawn } from 'node:child_process'
import { errnoOf, failure } from '../../shared/errors.ts'

// What cannot do its work at all ends at once: xclip without a display takes 10 ms.
const settleMs = 300

/**
 * Starts a program that outlives us, and gives it `input` on its standard input. Resolves when it goes on by itself;
 * null as its end, or the code with which it ended at once.
 */
export async function startAlone(argv: readonly string[], input: string): Promise<number | null> {
  const [program, ...rest] = argv as readonly [string, ...string[]]
  const child = spawn(program, rest, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  return await new Promise((resolve, reject) => {
    const settled = setTimeout(() => finish(null), settleMs)
    const finish = (code: number | null): void => {
      clearTimeout(settled)
      child.removeAllListeners()
      child.unref()
      resolve(code)
    }
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    child.on('exit', (code) => finish(code ?? 1))
    child.on('error', (error) => {
      clearTimeout(settled)
      reject(errnoOf(error) === 'ENOENT' ? failure('command-missing', { command: program }, error) : error)
    })
  })
}
