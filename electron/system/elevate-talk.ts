import { spawn } from 'node:child_process'
import { answerMark } from '../../shared/helper-protocol.ts'

/** How a talk with the helper ended. */
export type Heard =
  | { readonly kind: 'answer'; readonly line: string }
  /** Without an answer; the code is null where a signal ended it. */
  | { readonly kind: 'ended'; readonly code: number | null; readonly stderr: string }
  /** By us. `hung`: `isAlive` said that nobody will ever answer. */
  | { readonly kind: 'stopped'; readonly why: 'cancelled' | 'hung' | 'late' | 'too-long' }

/** When a talk that goes nowhere ends. */
export interface Limits {
  /** How long to wait before asking whether anybody is there. */
  readonly quietMs: number
  /** A password dialog may stay open while its reader fetches an administrator. */
  readonly totalMs: number
  isAlive(): Promise<boolean>
  readonly signal: AbortSignal | null
}

const maxAnswer = 4 * 1024 * 1024
const maxStderr = 64 * 1024
// An answer counts from its last byte; whatever still runs behind it is not waited for longer.
const leaveMs = 2_000

/**
 * Says one line to a program, and hears its answer behind the mark. Its stdin stays open until then: to the helper
 * the end of it means that whoever asked has gone, and nothing more is to be done.
 */
export async function talk(
  argv: readonly string[],
  line: string,
  env: Readonly<Record<string, string>>,
  limits: Limits,
): Promise<Heard> {
  const [program, ...rest] = argv as readonly [string, ...string[]]
  return await new Promise((resolve, reject) => {
    const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...env }, cwd: '/' })
    const timers: NodeJS.Timeout[] = []
    let [stdout, stderr] = ['', '']
    let answer: string | null = null

    const finish = (heard: Heard): void => {
      for (const timer of timers) clearTimeout(timer)
      limits.signal?.removeEventListener('abort', cancel)
      resolve(heard)
    }
    // A program that has become root cannot be signalled any more; the end of its stdin reaches it all the same.
    const stop = (why: Extract<Heard, { kind: 'stopped' }>['why']): void => {
      child.stdin.destroy()
      child.kill('SIGTERM')
      for (const stream of [child.stdout, child.stderr]) stream.destroy()
      child.unref()
      finish({ kind: 'stopped', why })
    }
    const cancel = (): void => stop('cancelled')
    const end = (code: number | null): void =>
      finish(answer === null ? { kind: 'ended', code, stderr } : { kind: 'answer', line: answer })
    const probe = async (): Promise<void> => {
      if (!(await limits.isAlive()) && answer === null && child.exitCode === null) stop('hung')
    }

    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (answer !== null) return
      stdout += chunk
      if (stdout.length > maxAnswer) return stop('too-long')
      answer = answerIn(stdout)
      if (answer === null) return
      child.stdin.end()
      timers.push(setTimeout(() => end(null), leaveMs))
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      if (stderr.length < maxStderr) stderr += chunk
    })
    child.on('error', (error) => {
      for (const timer of timers) clearTimeout(timer)
      reject(error)
    })
    child.on('close', end)
    // Whatever ended before it read the line says why on stderr.
    child.stdin.on('error', () => undefined).write(`${line}\n`)
    timers.push(
      setTimeout(() => void probe(), limits.quietMs),
      setTimeout(() => stop('late'), limits.totalMs),
    )
    if (limits.signal?.aborted) cancel()
    else limits.signal?.addEventListener('abort', cancel)
  })
}

// The first whole line behind the first mark.
function answerIn(stdout: string): string | null {
  const lines = stdout.split('\n')
  const at = lines.indexOf(answerMark)
  return at < 0 || at + 2 > lines.length - 1 ? null : lines[at + 1]!
}
