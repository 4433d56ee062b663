import { spawn } from 'node:child_process'
import { constants, readdirSync, readFileSync } from 'node:fs'
import { access, readFile, readlink, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { failure } from '../../shared/errors.ts'
import { runProgram } from './run.ts'
import type { Process, Processes } from './system.ts'

// Of the kernel's clock ticks; 100 on every Linux that Node runs on.
const ticksPerSecond = 100
const endsWithinMs = 10_000
// The kernel keeps 15 bytes of a program's name.
const nameLength = 15
const maxBody = 4 * 1024 * 1024

/** The processes of this machine. */
export const realProcesses: Processes = {
  find,
  run: runProgram,
  named,
  signal: (pid, name) => void process.kill(pid, name),
  respawn,
  request: requestOverSocket,
}

async function find(program: string): Promise<string | null> {
  for (const directory of [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin']) {
    if (!directory.startsWith('/')) continue
    const path = `${directory}/${program}`
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path
  }
  return null
}

async function named(program: string): Promise<readonly Process[]> {
  const pids = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && nameOf(name) === program.slice(0, nameLength),
  )
  const found = await Promise.all(pids.map((pid) => read(Number(pid)).catch(() => null)))
  return found.filter((process) => process !== null)
}

// Read at once: some hundred files of the kernel's memory take less time so than by a queue.
function nameOf(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd()
  } catch {
    return null
  }
}

async function read(pid: number): Promise<Process> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const [command, { uid }, boot, mounts] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    stat(`/proc/${pid}`),
    bootTime(),
    sameMounts(pid),
  ])
  const startedAt = boot + (Number(fields[19]) / ticksPerSecond) * 1000
  return { pid, uid, startedAt, command: command.split('\0').slice(0, -1), sameMounts: mounts }
}

async function bootTime(): Promise<number> {
  const seconds = /^btime (\d+)$/m.exec(await readFile('/proc/stat', 'utf8'))?.[1]
  return Number(seconds) * 1000
}

// A dockerd inside a container has root's uid too, but other files: another mount namespace.
async function sameMounts(pid: number): Promise<boolean | null> {
  try {
    const [theirs, ours] = await Promise.all([readlink(`/proc/${pid}/ns/mnt`), readlink('/proc/self/ns/mnt')])
    return theirs === ours
  } catch {
    return null
  }
}

/** Ends a service that nobody supervises, and starts it again with its own arguments, environment and directory. */
async function respawn({ pid, command }: Process): Promise<void> {
  const [environ, cwd] = await Promise.all([readFile(`/proc/${pid}/environ`, 'utf8'), readlink(`/proc/${pid}/cwd`)])
  const pairs = environ.split('\0').filter((pair) => pair.includes('='))
  const env = Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
  process.kill(pid, 'SIGTERM')
  for (const deadline = Date.now() + endsWithinMs; await isAlive(pid); await wait(20)) {
    if (Date.now() > deadline)
      throw failure('command-timeout', { command: command[0] ?? String(pid), seconds: endsWithinMs / 1000 })
  }
  const [program, ...rest] = command as readonly [string, ...string[]]
  const child = spawn(program, rest, { cwd, env, detached: true, stdio: 'ignore' })
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  child.unref()
}

// One that ended and was not yet waited for is no longer there for us.
async function isAlive(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return line !== null && !line.slice(line.lastIndexOf(')') + 2).startsWith('Z')
}

async function requestOverSocket(
  socketPath: string,
  path: string,
  options: Parameters<Processes['request']>[2],
): Promise<{ status: number; body: string }> {
  const { timeoutMs, method = 'GET', headers = {} } = options
  // An import of node:http would load all of fetch and WebSocket with it: 30 ms of every start [measured, Node 24].
  const { request } = process.getBuiltinModule('node:http')
  return await new Promise((resolve, reject) => {
    const ask = request(
      { socketPath, path, method, headers: { host: 'localhost', ...headers }, signal: AbortSignal.timeout(timeoutMs) },
      (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          if (body.length < maxBody) body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body })).on('error', reject)
      },
    )
    ask.on('error', reject).end()
  })
}
