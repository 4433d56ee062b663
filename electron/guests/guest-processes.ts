import { Buffer } from 'node:buffer'
import { setTimeout as wait } from 'node:timers/promises'
import { failure } from '../../shared/errors.ts'
import { lastLine } from '../system/last-line.ts'
import { parseProcess, runningPath } from '../system/proc.ts'
import type { Process, Processes, Program } from '../system/system.ts'
import { guestFailure } from './guest-failure.ts'
import { textOf } from './conversation.ts'
import type { Session } from './session.ts'

const endsWithinMs = 10_000
// What timeout(1) says of a command that it ended, GNU's and busybox's [measured 1.35].
const timedOut = [124, 143]
// Words that op_named says of each process.
const wordsEach = 8
// The line that curl is told to write after a body.
const statusLine = /\n(\d{3})$/

/** The processes of a guest, as its root sees them. */
export function guestProcesses(session: Session): Processes {
  const run: Processes['run'] = async (argv, { timeoutMs, env = {}, signal }) => {
    const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`)
    const seconds = `${Math.ceil(timeoutMs / 1000)}`
    const began = performance.now()
    const told = await session.alone('run', [seconds, ...pairs, ...argv], timeoutMs, signal).catch((error: unknown) => {
      throw guestFailure(error, argv[0] ?? '')
    })
    const code = Number(textOf(told, 0))
    const isLate = performance.now() - began >= timeoutMs && timedOut.includes(code)
    if (isLate) throw failure('command-timeout', { command: argv[0] ?? '', seconds: timeoutMs / 1000 })
    const stdout = Buffer.from(told.lines.join(''), 'base64').toString('utf8')
    return { code, stdout, stderr: told.stderr }
  }
  const isAlive = async (pid: number): Promise<boolean> => textOf(await session.ask('alive', `${pid}`), 0) === 'yes'
  return {
    run,
    find: async (program) => textOf(await session.ask('find', program), 0) || null,
    inGuest: true,
    identify: async (program) => textOf(await session.ask('identify', program), 0) || null,
    async named(program) {
      const { words } = await session.ask('named', program)
      const [boot, ...rest] = words.map((word) => word?.toString('utf8') ?? '')
      return rest.flatMap((_, at) => (at % wordsEach === 0 ? readProcess(Number(boot), rest.slice(at)) : []))
    },
    async sees(pid, path) {
      const told = textOf(await session.ask('sees', `${pid}`, path), 0)
      return told === 'unknown' ? null : told === 'yes'
    },
    // Whoever signals looks at what came of it, and asks after this on the same connection.
    signal: (pid, name) => void session.ask('signal', `${pid}`, name.slice('SIG'.length)).catch(() => undefined),
    async end({ pid, command }) {
      await session.ask('signal', `${pid}`, 'TERM')
      for (const deadline = Date.now() + endsWithinMs; await isAlive(pid); await wait(50)) {
        if (Date.now() > deadline)
          throw failure('command-timeout', { command: command[0] ?? String(pid), seconds: endsWithinMs / 1000 })
      }
    },
    async respawn(_, program) {
      throw new Error(`root does not repeat a command line: ${program}`)
    },
    request: (socket, path, options) => requestByCurl(run, socket, path, options),
  }
}

function readProcess(boot: number, words: readonly string[]): Process {
  const [pid = '', line = '', uids = '', command = '', exe = '', found, sealed, network] = words
  const path = runningPath(exe)
  const program: Program = { path, isFound: found === 'found', isSealed: sealed === 'sealed' }
  return {
    ...parseProcess(Number(pid), line, command, uids, boot * 1000),
    program: path === '' ? null : program,
    ownNetwork: network === 'own',
  }
}

async function requestByCurl(
  run: Processes['run'],
  socket: string,
  path: string,
  { timeoutMs, method = 'GET', headers = {} }: Parameters<Processes['request']>[2],
): Promise<{ readonly status: number; readonly body: string }> {
  const seconds = `${Math.ceil(timeoutMs / 1000)}`
  const said = Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`])
  const argv = ['curl', '--silent', '--show-error', '--max-time', seconds, '--request', method, ...said]
  const end = ['--write-out', '\n%{http_code}', '--unix-socket', socket, `http://localhost${path}`]
  const { code, stdout, stderr } = await run([...argv, ...end], { timeoutMs })
  const status = statusLine.exec(stdout)?.[1]
  if (code !== 0 || status === undefined) throw new Error(lastLine(stderr))
  return { status: Number(status), body: stdout.replace(statusLine, '') }
}
