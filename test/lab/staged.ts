import { spawn } from 'node:child_process'
import { entering, type Machine, type RunOptions } from './machine.ts'
import { ended, type Outcome } from './outcome.ts'

/** A process that is there, and does nothing before it is told to. */
export interface Staged {
  /** Its id inside the machine; it keeps it, and its time of start, whatever it becomes. */
  readonly pid: number
  /** Becomes the command; `input` is its stdin, which then ends unless `open`. */
  go(input?: string | Uint8Array, open?: boolean): void
  /** More of its stdin; null ends it. */
  write(input: string | Uint8Array | null): void
  /** A signal to it and to what it started. */
  kill(signal: NodeJS.Signals): void
  /** What it did, once it is gone and nobody holds its output any more. */
  readonly done: Promise<Outcome>
}

// The shell reads byte by byte from a pipe, so that what follows the first line is left to the command.
const WAIT = 'echo $$; read -r _; exec "$@"'
const WAIT_AND_STAY = 'echo $$; read -r _; "$@"; exit $?'

/**
 * Starts a process that waits before it becomes the command, so that polkit's agents can be registered for it: they
 * serve one process, which must be the direct parent of pkexec. With `stay` it starts the command as its child.
 */
export async function stage(
  machine: Machine,
  command: readonly string[],
  options: RunOptions & { readonly stay?: boolean } = {},
): Promise<Staged> {
  const script = options.stay === true ? WAIT_AND_STAY : WAIT
  const argv = [...entering(machine.hostPid, options), 'sh', '-c', script, 'staged', ...command]
  // A process group of its own, which a signal reaches whole.
  const child = spawn('nsenter', argv, { detached: true })
  child.stdin.on('error', () => {}) // it may end before it has read its input
  const output = { stdout: '', stderr: '' }
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (output.stderr += chunk))
  child.stdout.setEncoding('utf8')
  const pid = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: string) => {
      output.stdout += chunk
      if (output.stdout.includes('\n')) resolve(Number(output.stdout.split('\n')[0]))
    })
    child.once('close', () => reject(new Error(`it ended before it began: ${output.stderr}`)))
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const done = Promise.all([ended(child), closed]).then(([code]) => {
    const { stdout, stderr } = output
    return { code, stdout: stdout.slice(stdout.indexOf('\n') + 1), stderr }
  })
  return {
    pid,
    go(input = '', open = false) {
      child.stdin.write('\n')
      if (input.length > 0) child.stdin.write(input)
      if (!open) child.stdin.end()
    },
    write: (input) => void (input === null ? child.stdin.end() : child.stdin.write(input)),
    kill(signal) {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, signal)
    },
    done,
  }
}
