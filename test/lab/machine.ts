import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ADDRESS } from './addresses.ts'
import { type Certificates, makeCertificates } from './certificates.ts'
import { collect, ended, type Outcome, TIMED_OUT } from './outcome.ts'
import { writeStartingFiles } from './starting-files.ts'
import { environmentOf, identityOf, type User } from './users.ts'

/** The folder of the clone, as the test process sees it. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

/** The folder of the clone, as every user inside a machine sees it. */
export const PROJECT_INSIDE = '/run/lab/project'

/** How a command inside a machine is run. */
export interface RunOptions {
  readonly user?: User
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string | Uint8Array
  /** Seconds until the command is ended and `run` throws; 60 unless told. */
  readonly limit?: number
}

/** A process that goes on beside the test, inside a machine. */
export interface Daemon {
  /** Its id as the machine outside numbers it. */
  readonly hostPid: number
  /** Its id as programs inside the machine see it. */
  readonly pid: number
  readonly log: string
  readonly exited: Promise<number | null>
  /** Ends it with the signal (TERM unless told), and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** One private computer: its own network, processes, /etc, /run, /var, /tmp and homes. */
export interface Machine {
  /** A folder that both sides see by the same path: logs, registry storage, certificates. */
  readonly work: string
  readonly certificates: Certificates
  readonly hostPid: number
  /** Where the test process finds a file of the machine. */
  path(inside: string): string
  run(command: readonly string[], options?: RunOptions): Promise<Outcome>
  start(name: string, command: readonly string[], options?: RunOptions): Promise<Daemon>
  stop(): Promise<void>
}

function childOf(pid: number): number | null {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return children === '' ? null : Number(children.split(' ')[0])
}

/** The child of a process that forks exactly once, as unshare and nsenter do. */
async function onlyChild(parent: ChildProcess): Promise<number> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (parent.exitCode !== null || parent.pid === undefined) break
    const child = childOf(parent.pid)
    if (child !== null) return child
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`the process ended before it began its work (exit ${parent.exitCode})`)
}

function pidInside(hostPid: number): number {
  const line = /^NSpid:.*\s(\d+)$/m.exec(readFileSync(`/proc/${hostPid}/status`, 'utf8'))
  if (line === null) throw new Error(`no NSpid for ${hostPid}`)
  return Number(line[1])
}

/** What nsenter is told, to run a command as the user inside a machine. */
export function entering(hostPid: number, options: RunOptions): string[] {
  const user = options.user ?? 'root'
  const env = { ...environmentOf(user), ...options.env }
  const pairs = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  return [
    `--target=${hostPid}`,
    '--mount',
    '--net',
    '--pid',
    '--',
    'env',
    '-i',
    `--chdir=${env.HOME}`,
    ...pairs,
    ...identityOf(user),
  ]
}

/** Starts a machine; `engine` is a folder laid over /usr, for engines unpacked beside the system's. */
export async function startMachine(engine: string | null = null): Promise<Machine> {
  const work = mkdtempSync(join(tmpdir(), 'pullcord-lab-'))
  chmodSync(work, 0o755) // the unprivileged user reads certificates and logs there
  mkdirSync(join(work, 'logs'))
  const certificates = makeCertificates(join(work, 'certificates'))
  writeStartingFiles(join(work, 'etc'))
  const addresses = Object.values(ADDRESS).join(' ')
  const script = fileURLToPath(new URL('machine.sh', import.meta.url))
  const unshare = spawn(
    'unshare',
    [
      '--mount',
      '--net',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      '--propagation=private',
      'bash',
      script,
      work,
      PROJECT,
      engine ?? '',
      addresses,
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  )
  const gone = ended(unshare)
  const complaints = collect(unshare.stderr)
  const ready = await Promise.race([
    new Promise<boolean>((resolve) => unshare.stdout.once('data', () => resolve(true))),
    gone.then(() => false),
  ])
  if (!ready) throw new Error(`the lab machine did not start: ${await complaints}`)
  const hostPid = await onlyChild(unshare)

  return {
    work,
    certificates,
    hostPid,
    path: (inside) => `/proc/${hostPid}/root${inside}`,
    async run(command, options = {}) {
      const limit = options.limit ?? 60
      const timeout = ['timeout', '--kill-after=2', String(limit)]
      const child = spawn('nsenter', [...entering(hostPid, options), ...timeout, ...command])
      child.stdin.on('error', () => {}) // a command may end before it has read its input
      child.stdin.end(options.input ?? '')
      const [stdout, stderr, code] = await Promise.all([collect(child.stdout), collect(child.stderr), ended(child)])
      if (code === TIMED_OUT) {
        throw new Error(`no end in ${limit} s: ${command.join(' ')}\n${stdout}${stderr}`)
      }
      return { code, stdout, stderr }
    },
    async start(name, command, options = {}) {
      const log = join(work, 'logs', `${name}.log`)
      const out = openSync(log, 'a')
      const child = spawn('nsenter', [...entering(hostPid, options), ...command], { stdio: ['ignore', out, out] })
      closeSync(out)
      const exited = ended(child)
      const daemonPid = await onlyChild(child)
      return {
        hostPid: daemonPid,
        pid: pidInside(daemonPid),
        log,
        exited,
        async stop(signal = 'SIGTERM') {
          if (child.exitCode === null && child.signalCode === null) process.kill(daemonPid, signal)
          await exited
        },
      }
    },
    async stop() {
      if (unshare.exitCode === null && unshare.signalCode === null) process.kill(hostPid, 'SIGKILL')
      await gone
      rmSync(work, { recursive: true, force: true })
    },
  }
}
