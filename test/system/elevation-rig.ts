import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll } from 'vitest'
import { answerMark, type Action, type HelperAnswer } from '../../shared/helper-protocol.ts'
import { type Lab, startLab, URL_OF } from '../lab/lab.ts'
import { PROJECT_INSIDE } from '../lab/machine.ts'
import type { Outcome } from '../lab/outcome.ts'
import { type DialogEvent, type Mode, type Polkit, startPolkit } from '../lab/polkit.ts'
import { command, type Json } from '../lab/pullcord.ts'
import { stage, type Staged } from '../lab/staged.ts'
import { treeDigest } from '../lab/tree-digest.ts'

/** The two ways in. */
export const WRAPPER: Readonly<Record<Action, string>> = {
  approve: '/usr/libexec/pullcord/approve',
  toggle: '/usr/libexec/pullcord/toggle',
}

export const APPROVED = '/etc/pullcord/approved.json'
export const HUB = `docker.io=${URL_OF.mirror}`
/** A mirror of docker.io by plain http: approving it has a risk. */
export const APPROVE_HUB = ['approve', '--mirror', HUB, '--accept-risks'] as const

/** What `pullcord` of the unprivileged user did. */
interface Asked extends Outcome {
  readonly json: Json | null
  /** The dialogs that it opened. */
  readonly dialogs: readonly DialogEvent[]
}

/** What pkexec, called by hand, did. */
export interface RawAnswer extends Outcome {
  readonly answer: HelperAnswer | null
}

/** A lab with polkit and the installed helper, and its unprivileged user. */
export interface ElevationRig {
  readonly lab: Lab
  readonly polkit: Polkit
  /** `pullcord` as `dev`, before a person who does this with each dialog; null: nobody sits there. */
  asks(args: readonly string[], mode?: Mode | null, prefix?: readonly string[]): Promise<Asked>
  /** The same, not yet begun. */
  prepare(args: readonly string[], prefix?: readonly string[]): Promise<Staged>
  /** pkexec as `dev`, with any arguments and any stdin, which stays open. */
  raw(action: Action, input: string | Uint8Array, args?: readonly string[], mode?: Mode | null): Promise<RawAnswer>
  /** Everything that a refusal leaves alone. */
  tree(except?: readonly string[]): readonly string[]
  /** The same with the runtime, /run and /tmp, for once. */
  wholeTree(except: readonly string[]): readonly string[]
  /** Entries of the system's journal, oldest first. */
  journal(): readonly Json[]
  read(path: string): string | null
  root(script: string): Promise<Outcome>
}

/** The folders that root's helper could have written to. */
const GUARDED = ['/etc', '/usr/libexec/pullcord', '/usr/share/polkit-1', '/var/lib', '/run/lab/home/root']
/** Pullcord's own runtime: 120 MB, of which a digest takes longer than a request. */
const RUNTIME = '/usr/libexec/pullcord/node'
/** What other programs keep there: sudo, engines. */
const OTHERS = ['/var/lib/sudo', '/var/lib/docker', '/var/lib/containers', '/var/lib/apt', '/var/lib/dpkg']

/** What was written to /tmp inside the machine; /tmp itself shows the machine outside as well. */
export const WRITTEN_TO_TMP = '/run/lab/tmp/up'

/** Finds the helper's word in what a program printed. */
export function answerIn(stdout: string): HelperAnswer | null {
  const line = stdout.split(`${answerMark}\n`)[1]?.split('\n')[0]
  return line === undefined ? null : (JSON.parse(line) as HelperAnswer)
}

/** The rig of the suite that stands around the call; its lab lives as long as the suite. */
export function elevationRig(): ElevationRig {
  let lab: Lab
  let polkit: Polkit
  beforeAll(async () => {
    lab = await startLab()
    polkit = await startPolkit(lab.machine)
  })
  afterAll(() => lab?.stop())

  const prepare = (args: readonly string[], prefix: readonly string[] = []): Promise<Staged> =>
    stage(lab.machine, [...prefix, ...command(PROJECT_INSIDE), ...args], { user: 'dev' })

  return {
    get lab() {
      return lab
    },
    get polkit() {
      return polkit
    },
    prepare,
    async asks(args, mode = null, prefix = []) {
      const staged = await prepare([...args, '--json'], prefix)
      if (mode !== null) await polkit.seat(staged.pid, mode)
      staged.go()
      const outcome = await staged.done
      const dialogs = polkit.dialogs.filter(({ event, pid }) => event === 'asked' && pid === staged.pid)
      return { ...outcome, json: jsonOf(outcome.stdout), dialogs }
    },
    async raw(action, input, args = [], mode = null) {
      const argv = ['pkexec', '--disable-internal-agent', WRAPPER[action], ...args]
      const staged = await stage(lab.machine, argv, { user: 'dev', stay: true })
      if (mode !== null) await polkit.seat(staged.pid, mode)
      staged.go(input, true)
      const outcome = await staged.done
      return { ...outcome, answer: answerIn(outcome.stdout) }
    },
    tree: (except = []) => treeDigest(lab.machine, GUARDED, { except: [RUNTIME, ...OTHERS, ...except] }),
    wholeTree: (except) =>
      treeDigest(lab.machine, [...GUARDED, WRITTEN_TO_TMP, '/run'], { except: [...OTHERS, ...except] }),
    journal() {
      const folder = lab.machine.path('/var/lib/pullcord/journal')
      const names = existsSync(folder) ? readdirSync(folder).sort() : []
      return names.map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Json)
    },
    read(path) {
      try {
        return readFileSync(lab.machine.path(path), 'utf8')
      } catch {
        return null // it may go between two looks
      }
    },
    root: (script) => lab.machine.run(['sh', '-euc', script]),
  }
}

function jsonOf(text: string): Json | null {
  try {
    return JSON.parse(text) as Json
  } catch {
    return null
  }
}

/** The code of what a run complained of; null when it did not. */
export function codeOf({ json }: Asked): string | null {
  const { error, engines } = (json ?? {}) as {
    readonly error?: { readonly code: string }
    readonly engines?: readonly { readonly error?: { readonly code: string } | null }[]
  }
  return error?.code ?? engines?.find((one) => one.error)?.error?.code ?? null
}
