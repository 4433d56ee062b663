import { AppError } from '../../shared/errors.ts'
import { argumentsOf, formatRequest, type Action, type HelperRequest } from '../../shared/helper-protocol.ts'
import { notice, type Notice } from '../../shared/notice.ts'
import { findHindrance, premises, type Premises } from './elevate-hindrance.ts'
import { commandFor, outcomeOfPkexec, outcomeOfSudo, unwrap, type Granted, type Outcome } from './elevate-outcome.ts'
import { talk, type Limits } from './elevate-talk.ts'
import { findProgram } from './find-program.ts'
import { runProgram } from './run.ts'

/** What may be said beside a request. */
export interface AskOptions {
  /** What a person can type instead, where it is more than the request tells. */
  readonly command?: string
  /** Closes the password dialog. */
  readonly signal?: AbortSignal
}

/** The way to root: one request, one answer. */
export interface HelperLine {
  /** Null where requests can be made; else why not, and what to do. Starts nothing. */
  hindrance(): Promise<Notice | null>
  /** Throws what kept the request from an answer, or what the helper refused it for. */
  ask(action: Action, request: HelperRequest, options?: AskOptions): Promise<Granted>
}

/** What a way to root is made of. */
export interface Means extends Premises {
  find(program: string): Promise<string | null>
  /** Whether a person sits at a terminal that sudo may ask for a password. */
  readonly terminal: boolean
  readonly quietMs: number
  readonly probeMs: number
  readonly totalMs: number
}

const means: Means = {
  ...premises,
  find: findProgram,
  terminal: false,
  quietMs: 10_000,
  probeMs: 5_000,
  totalMs: 5 * 60_000,
}

// SHELL must stand in /etc/shells, or pkexec does nothing; both programs speak English so that they are understood.
const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', SHELL: '/bin/sh', LC_ALL: 'C' }

/** A way to root: pkexec, else sudo without a password, else sudo at the terminal. */
export function makeHelperLine(given: Partial<Means> = {}): HelperLine {
  const all: Means = { ...means, ...given }
  const hindrance = (): Promise<Notice | null> => findHindrance(all)
  return {
    hindrance,
    async ask(action, request, { command = commandFor(request), signal } = {}) {
      const against = await hindrance()
      if (against) throw new AppError(against)
      return await interruptible(signal, async (stopped) =>
        unwrap(await tryAll(all, action, request, command, stopped)),
      )
    },
  }
}

/** The helper of this machine, for a face that has no terminal of its own. */
export const helperLine: HelperLine = makeHelperLine()

/** The same for the command line, where a terminal may be asked. */
export function helperLineAtTerminal(): HelperLine {
  return makeHelperLine({ terminal: process.stdin.isTTY && process.stderr.isTTY })
}

// Ctrl+C while a dialog is open ends the question, not us: there are settings to take back, and a report to make.
async function interruptible<T>(given: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const stop = (): void => controller.abort()
  process.once('SIGINT', stop)
  try {
    return await work(given ? AbortSignal.any([given, controller.signal]) : controller.signal)
  } finally {
    process.removeListener('SIGINT', stop)
  }
}

async function tryAll(
  all: Means,
  action: Action,
  request: HelperRequest,
  command: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const wrapped = [all.wrappers[action], ...argumentsOf(action, request)]
  const line = formatRequest(request)
  const limits: Limits = { quietMs: all.quietMs, totalMs: all.totalMs, isAlive: async () => true, signal }
  let last: Outcome = {
    kind: 'closed',
    notice: notice('elevation-impossible', { why: 'there is neither pkexec nor sudo', command }),
  }

  const pkexec = await all.find('pkexec')
  if (pkexec !== null) {
    // An agent of pkexec's own would read the terminal beside us, and where there is none, nothing. At a terminal
    // people know sudo.
    const argv = [pkexec, '--disable-internal-agent', ...wrapped]
    const heard = await talk(argv, line, env, { ...limits, isAlive: () => doesPolkitAnswer(all) })
    last = outcomeOfPkexec(heard, request, command)
    if (last.kind !== 'closed') return last
  }
  const sudo = await all.find('sudo')
  if (sudo === null) return last
  const heard = await talk([sudo, '-n', '--', ...wrapped], line, env, limits)
  const quiet = outcomeOfSudo(heard, request, command, false)
  if (quiet.kind !== 'closed') return quiet
  // That nobody could be asked by polkit is the better reason: it is what a desktop user can mend.
  if (!all.terminal) return pkexec === null ? quiet : last
  // sudo asks on the terminal itself, so its stdin is free for the request.
  const asked = await talk([sudo, '--', ...wrapped], line, { ...env, TERM: all.env.TERM ?? 'dumb' }, limits)
  return outcomeOfSudo(asked, request, command, true)
}

// A dialog may stay open for minutes; whether polkit is alive behind it, it says within a moment.
async function doesPolkitAnswer({ find, probeMs }: Means): Promise<boolean> {
  const pkaction = await find('pkaction')
  if (pkaction === null) return true
  try {
    await runProgram([pkaction, '--action-id', 'io.github.pullcord.toggle'], { timeoutMs: probeMs, env })
    return true
  } catch {
    return false
  }
}
