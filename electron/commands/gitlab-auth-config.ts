import { constants, closeSync, openSync, writeSync } from 'node:fs'
import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import type { HandOverForm, KnownLogin, LoginPick, MadeConfig, VariableOrder } from '../../shared/gitlab/auth-config.ts'
import { ciLines } from '../../shared/gitlab/auth-lines.ts'
import { saysYes } from './ask.ts'
import { exit, print, printJson, texts, type Arguments, type Command } from './command.ts'
import { authHelp, authOptions, oneOf, picksOf, textOf, variableOrderOf } from './gitlab-auth-options.ts'
import { errorJson } from './json.ts'
import { noticeLines } from './words.ts'

type Values = Arguments['values']

const task = 'auth-config'
const usualSeconds = 45

export const authConfig: Command = {
  summary: 'the one-line DOCKER_AUTH_CONFIG for GitLab’s jobs, out of the logins on this machine',
  usage: 'auth-config [--registry R,…] [--as FORM] [--reveal | --out FILE | --copy | --set-variable P --gitlab URL]',
  options: authOptions,
  help: authHelp,
  async run({ values }, core) {
    const form = oneOf(values.as, '--as', ['line', 'config-toml', 'ci-yml'] as const, 'line')
    if (form === 'ci-yml') return printed(ciLines())
    const picks = await picksOf(values)
    if (picks.length === 0) return await list(core, values.json === true)
    const ca = textOf(values.ca)
    const seconds = secondsOf(values)
    const order = await variableOrderOf(values, ca)
    const made = await make(core, values, picks, ca)
    tell(...made.logins.flatMap(({ notice }) => [notice.message, notice.hint].filter((line) => line !== '')))
    if (made.id === null) {
      if (values.json) printJson({ logins: loginsJson(made), value: null })
      return exit.failed
    }
    tell(...rulesLines(made))
    try {
      return await handOver(core, values, { made, id: made.id, form, order, seconds })
    } finally {
      await core.call('auth-config.drop', { id: made.id })
    }
  },
}

interface HandOver {
  readonly made: MadeConfig
  readonly id: string
  readonly form: HandOverForm
  readonly order: VariableOrder | null
  /** How long it is to be on the clipboard; null where it is not. */
  readonly seconds: number | null
}

// The value is taken only where it is written: nothing else of this process gets to hold it.
async function handOver(core: Core, values: Values, { made, id, form, order, seconds }: HandOver): Promise<number> {
  const take = async (): Promise<string> => (await core.call('auth-config.take', { id, form })).value
  if (order) {
    const { how } = await core.call('auth-config.set', { id, order })
    tell(`DOCKER_AUTH_CONFIG was ${how} in ${order.gitlab}.`)
  }
  if (typeof values.out === 'string') {
    writeNew(values.out, `${await take()}\n`)
    tell(`Written to ${values.out}, which only you may read.`)
  }
  if (seconds !== null) {
    await core.call('auth-config.copy', { id, form, seconds })
    tell(`On the clipboard for ${seconds} s.`)
  }
  if (values.json) return printedJson(made, values.reveal ? await take() : null)
  if (values.reveal) return printed(`${await take()}\n`)
  if (order || seconds !== null || values.out !== undefined) return exit.done
  if (!process.stdout.isTTY) return printed(`${await take()}\n`)
  print(made.masked)
  tell('The secrets are hidden. --reveal shows them; --copy, --out FILE or a pipe take them as they are.')
  return exit.done
}

async function list(core: Core, json: boolean): Promise<number> {
  const { logins, notices } = await core.call('auth-config.look', {})
  if (json) printJson({ logins, notices: notices.map((one) => errorJson(one)) })
  else {
    if (logins.length === 0) print('No login is on file. See “docker login” and “podman login”.')
    else print(...logins.map(knownLine), '', 'Choose with --registry.')
    tell(...notices.flatMap(noticeLines))
  }
  return exit.done
}

function knownLine({ registry, user, kind, helper, path }: KnownLogin): string {
  const what = { password: '', 'identity-token': '  identity token', pass: '  registry token, no login' }[kind]
  const who = user === null ? '' : `  ${user}`
  return `${registry}${who}${what}  ${helper === null ? path : `docker-credential-${helper}, by ${path}`}`
}

// A token service on another domain is asked about, one by one; without a terminal the refusal says which option.
async function make(
  core: Core,
  values: Values,
  picks: readonly LoginPick[],
  ca: string | null,
  allowed: readonly string[] = texts(values['allow-realm']),
): Promise<MadeConfig> {
  const stop = (): void => void core.call('task.stop', { task })
  process.once('SIGINT', stop)
  const order = {
    task,
    picks,
    login: !values['no-login'],
    allowRealms: allowed,
    plainHttp: values['plain-http'] === true,
  }
  const made = await core.call('auth-config.make', { ...order, ca }).finally(() => process.off('SIGINT', stop))
  const asked = made.logins.find(({ realm }) => realm !== null && !allowed.includes(realm))
  if (!asked || values.json || !process.stdin.isTTY || !process.stderr.isTTY) return made
  tell(asked.notice.message)
  const isAllowed = await saysYes(`Send the login to ${asked.realm}?`)
  return isAllowed ? await make(core, values, picks, ca, [...allowed, asked.realm!]) : made
}

function secondsOf({ copy, 'copy-for': typed }: Values): number | null {
  if (typed === undefined) return copy ? usualSeconds : null
  const seconds = Number(typed)
  if (Number.isInteger(seconds) && seconds >= 5 && seconds <= 600) return seconds
  throw failure('usage', { why: '--copy-for takes 5 to 600 seconds.', help: 'gitlab --help' })
}

// A name that is taken, a link among them, is never written to.
function writeNew(path: string, text: string): void {
  try {
    const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
    writeSync(file, text)
    closeSync(file)
  } catch (error) {
    throw failure('auth-out-failed', { path, why: (error as Error).message.split(',')[0]! }, error)
  }
}

function rulesLines({ rules }: MadeConfig): readonly string[] {
  return [
    'What GitLab will do with it:',
    ...rules.flatMap(({ met, notice: { message, hint }, source }) => {
      const mark = met === null ? '·' : met ? '✓' : '✗'
      return [`  ${mark} ${message}${hint === '' ? '' : ` ${hint}`}`, `    ${source}`]
    }),
  ]
}

function loginsJson({ logins }: MadeConfig): readonly unknown[] {
  return logins.map(({ notice, ...login }) => ({ ...login, notice: errorJson(notice) }))
}

function printedJson(made: MadeConfig, value: string | null): number {
  const rules = made.rules.map(({ notice, ...rule }) => ({ ...rule, code: notice.code, message: notice.message }))
  printJson({ logins: loginsJson(made), rules, masked: made.masked, value })
  return exit.done
}

function printed(text: string): number {
  process.stdout.write(text)
  return exit.done
}

function tell(...lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''))
}
