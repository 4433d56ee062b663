import { spawn } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { failure } from '../../shared/errors.ts'
import type { Process } from './system.ts'

const endsWithinMs = 10_000

/** Ends a process that nobody supervises, and waits until it is gone. */
export async function endProcess({ pid, command }: Process): Promise<void> {
  process.kill(pid, 'SIGTERM')
  for (const deadline = Date.now() + endsWithinMs; await isAlive(pid); await wait(20)) {
    if (Date.now() > deadline)
      throw failure('command-timeout', { command: command[0] ?? String(pid), seconds: endsWithinMs / 1000 })
  }
}

/** Ends one of our own, and starts `program` with its arguments, environment and directory. */
export async function respawn(old: Process, program: string): Promise<void> {
  // What a process says of itself was said by whoever started it: as root, that may be anyone.
  if (process.getuid?.() === 0) throw new Error(`root does not repeat a command line: ${program}`)
  const { pid, command } = old
  const [environ, cwd] = await Promise.all([readFile(`/proc/${pid}/environ`, 'utf8'), readlink(`/proc/${pid}/cwd`)])
  const pairs = environ.split('\0').filter((pair) => pair.includes('='))
  const env = Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
  await endProcess(old)
  const child = spawn(program, command.slice(1), { cwd, env, detached: true, stdio: 'ignore' })
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  child.unref()
}

// One that ended and was not yet waited for is no longer there for us.
async function isAlive(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return line !== null && !line.slice(line.lastIndexOf(')') + 2).startsWith('Z')
}
