import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type Daemon, entering, type Machine, PROJECT_INSIDE } from './machine.ts'
import { nodeIn } from './node-in.ts'
import { untilUp } from './until.ts'

/** What the person before the password dialog does; `hang` is nothing at all. */
export type Mode = 'accept' | 'cancel' | 'fail' | 'hang'

/** One event of the played agent; `asked` tells what the dialog showed. */
export interface DialogEvent {
  readonly event: 'registered' | 'asked' | 'withdrawn'
  readonly pid: number
  readonly action?: string
  readonly message?: string
  readonly details?: Readonly<Record<string, string>>
}

/** polkitd and its bus in a machine, with Pullcord's policy, wrappers and helper installed. */
export interface Polkit {
  /** Every dialog so far, oldest first. */
  readonly dialogs: readonly DialogEvent[]
  /** Seats a person before a process. */
  seat(pid: number, mode: Mode): Promise<void>
  /** Resolves with the next event of the kind for the process, also if it was before. */
  event(kind: DialogEvent['event'], pid: number): Promise<DialogEvent>
  /** What polkit answers where `dev` asks for the toggle action: as for an active local user, or refused. */
  rule(answer: 'as-active' | 'refused'): Promise<void>
  /** Makes polkitd as it is when it hangs, and well again. */
  freeze(): void
  thaw(): void
}

const RULES = '/etc/polkit-1/rules.d/10-lab.rules'
// Without logind nobody is active: polkitd sees `allow_any` alone.
const ruleFor = (answer: 'as-active' | 'refused'): string => `
polkit.addAdminRule(function () { return ['unix-user:root'] })
polkit.addRule(function (action, subject) {
  if (subject.user != 'dev' || action.id.indexOf('io.github.pullcord.') != 0) return null
  ${answer === 'refused' ? 'return polkit.Result.NO' : "return action.id == 'io.github.pullcord.toggle' ? polkit.Result.YES : null"}
})
`

/** Installs what a package would, and starts polkitd. */
export async function startPolkit(machine: Machine): Promise<Polkit> {
  const inLab = (file: string): string => `${PROJECT_INSIDE}/test/lab/${file}`
  await must(machine, ['bash', inLab('polkit.sh')])
  await must(machine, [nodeIn(PROJECT_INSIDE), `${PROJECT_INSIDE}/build/run/helper-install.ts`])
  const bus = await machine.start('dbus', ['dbus-daemon', '--system', '--nofork', '--nopidfile'])
  await untilUp(bus, () => owned(machine, 'org.freedesktop.DBus'))
  let daemon: Daemon | null = null

  const rule = async (answer: 'as-active' | 'refused'): Promise<void> => {
    await daemon?.stop()
    rmSync(machine.path(RULES), { force: true })
    writeFileSync(machine.path(RULES), ruleFor(answer), { mode: 0o644 })
    const started = await machine.start('polkitd', ['/usr/lib/polkit-1/polkitd', '--no-debug'])
    daemon = started
    await untilUp(started, () => owned(machine, 'org.freedesktop.PolicyKit1'))
  }
  await rule('as-active')

  const dialogs: DialogEvent[] = []
  const waiting: (() => void)[] = []
  const agent = spawn('nsenter', [...entering(machine.hostPid, {}), '/usr/bin/python3', inLab('polkit-agent.py')])
  let rest = ''
  let complaints = ''
  agent.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk))
  agent.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    dialogs.push(...lines.map((line) => JSON.parse(line) as DialogEvent))
    for (const wake of waiting.splice(0)) wake()
  })

  const event = async (kind: DialogEvent['event'], pid: number): Promise<DialogEvent> => {
    for (const end = Date.now() + 20_000; ;) {
      const found = dialogs.find((one) => one.event === kind && one.pid === pid)
      if (found) return found
      if (Date.now() > end || agent.exitCode !== null) throw new Error(`nothing “${kind}” for ${pid}: ${complaints}`)
      await Promise.race([
        new Promise<void>((resolve) => waiting.push(resolve)),
        new Promise<void>((resolve) => setTimeout(resolve, 500)),
      ])
    }
  }

  return {
    dialogs,
    event,
    async seat(pid, mode) {
      agent.stdin.write(`${JSON.stringify({ pid, mode })}\n`)
      await event('registered', pid)
    },
    rule,
    freeze: () => void (daemon && process.kill(daemon.hostPid, 'SIGSTOP')),
    thaw() {
      if (daemon === null) return
      // nsenter stops with what it started, and would reap it no more.
      for (const pid of [parentOf(daemon.hostPid), daemon.hostPid]) process.kill(pid, 'SIGCONT')
    },
  }
}

function parentOf(hostPid: number): number {
  return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${hostPid}/status`, 'utf8'))?.[1])
}

async function must(machine: Machine, command: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await machine.run(command)
  if (code !== 0) throw new Error(`${command.join(' ')}: ${code}\n${stdout}${stderr}`)
}

async function owned(machine: Machine, name: string): Promise<boolean> {
  const call = ['--system', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus']
  const ask = ['dbus-send', ...call, 'org.freedesktop.DBus.NameHasOwner', `string:${name}`]
  return (await machine.run(ask)).stdout.includes('boolean true')
}
