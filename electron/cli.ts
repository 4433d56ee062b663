#!/usr/bin/env node
import { asAppError, failure } from '../shared/errors.ts'
import {
  commonHelp,
  commonOptions,
  exit,
  print,
  printJson,
  type Arguments,
  type Command,
  type CommandAlone,
} from './commands/command.ts'
import { errorJson } from './commands/json.ts'
import { isLeaveMissing } from './commands/leave-missing.ts'

/** Each verb, loaded only when it is asked for. */
const verbs: Readonly<Record<string, () => Promise<Command | CommandAlone>>> = {
  setup: async () => (await import('./commands/setup.ts')).setup,
  status: async () => (await import('./commands/status.ts')).status,
  on: async () => (await import('./commands/switch.ts')).on,
  off: async () => (await import('./commands/switch.ts')).off,
  plan: async () => (await import('./commands/switch.ts')).plan,
  verify: async () => (await import('./commands/verify.ts')).verify,
  mirror: async () => (await import('./commands/mirror.ts')).mirror,
  host: async () => (await import('./commands/host.ts')).host,
  profile: async () => (await import('./commands/profile.ts')).profile,
  export: async () => (await import('./commands/export.ts')).exportList,
  import: async () => (await import('./commands/import.ts')).importList,
  gitlab: async () => (await import('./commands/gitlab.ts')).gitlab,
  pulls: async () => (await import('./commands/pulls.ts')).pulls,
  stats: async () => (await import('./commands/stats.ts')).stats,
  catalog: async () => (await import('./commands/catalog.ts')).catalog,
  quota: async () => (await import('./commands/quota.ts')).quota,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  history: async () => (await import('./commands/history.ts')).history,
  undo: async () => (await import('./commands/undo.ts')).undo,
  drift: async () => (await import('./commands/drift.ts')).drift,
  uninstall: async () => (await import('./commands/uninstall.ts')).uninstall,
  approve: async () => (await import('./commands/approve.ts')).approve,
  collector: async () => (await import('./commands/collector.ts')).collector,
  collect: async () => (await import('./commands/collect.ts')).collectBy((await import('./collect.ts')).runCollect),
  serve: async () => (await import('./commands/serve.ts')).serveBy((await import('./serve.ts')).runServe),
}

// An import of node:util runs all its getters, of which one opens stderr: 6 ms of every start [measured, Node 24].
const { parseArgs } = process.getBuiltinModule('node:util')
/** Codes, or how they begin, of what is wrong with the command line itself. */
const typed = [
  'usage',
  'url-',
  'upstream-unknown',
  'engine-unknown',
  'scope-impossible',
  'mirror-is-upstream',
  'reference-bad',
  'tls-option-on-http',
  'insecure-with-ca',
  'check-url',
  'root-missing',
  'kit-url-bad',
  'kit-registry-path',
  'kit-name-bad',
  'kit-days-bad',
  'kit-folder-missing',
]

const [verb = 'help', ...rest] = process.argv.slice(2)
process.exitCode = await main().catch(report)

async function main(): Promise<number> {
  if (verb === 'help' || verb === '--help' || verb === '-h') return await overview()
  if (verb === '--version') return await version()
  if (!Object.hasOwn(verbs, verb)) throw failure('usage', { why: `There is no verb “${verb}”.`, help: '--help' })
  const command = await verbs[verb]!()
  const args = parse(command)
  if (args.values.help) return helpOn(command, args.positionals[0] ?? '')
  return 'runAlone' in command ? await command.runAlone(args) : await run(command, args)
}

async function run(command: Command, args: Arguments): Promise<number> {
  const [{ openCore }, { placeOf }, { helperLineAtTerminal }] = await Promise.all([
    import('./service/core.ts'),
    import('./service/place.ts'),
    import('./system/elevate.ts'),
  ])
  const core = await openCore(placeOf(args.values), helperLineAtTerminal())
  try {
    return await command.run(args, core)
  } finally {
    await core.close()
  }
}

function parse(command: Command | CommandAlone): Arguments {
  try {
    return parseArgs({ args: rest, options: { ...commonOptions, ...command.options }, allowPositionals: true })
  } catch (error) {
    throw failure('usage', { why: `${(error as Error).message.split('. ')[0]}.`, help: `${verb} --help` }, error)
  }
}

async function overview(): Promise<number> {
  print('One switch for container registry mirrors.', '')
  for (const name of Object.keys(verbs)) print(`  pullcord ${name.padEnd(9)} ${(await verbs[name]!()).summary}`)
  print('', 'pullcord VERB --help tells more.')
  return exit.done
}

async function version(): Promise<number> {
  const { default: manifest } = await import('../package.json', { with: { type: 'json' } })
  print(`pullcord ${manifest.version}`)
  return exit.done
}

function helpOn(command: Command | CommandAlone, word: string): number {
  const parts = 'parts' in command ? command.parts : undefined
  const part = parts && Object.hasOwn(parts, word) ? parts[word] : undefined
  return part ? help({ ...part, usage: `${verb} ${part.usage}` }) : help(command)
}

function help({ usage, summary, help: own }: Command | CommandAlone): number {
  print(
    `pullcord ${usage}`,
    '',
    summary,
    '',
    ...[...own, ...commonHelp].map(([option, meaning]) => `  ${option.padEnd(18)} ${meaning}`),
  )
  return exit.done
}

function report(error: unknown): number {
  const { notice } = asAppError(error)
  if (rest.includes('--json')) printJson({ error: errorJson(notice) })
  else process.stderr.write(`${notice.message}\n${notice.hint === '' ? '' : `${notice.hint}\n`}`)
  if (notice.code === 'unexpected' && process.env.PULLCORD_DEBUG) process.stderr.write(`${(error as Error).stack}\n`)
  if (verb === 'status' && notice.code === 'settings-unreadable') return exit.done
  if (isLeaveMissing(notice)) return exit.unauthorised
  return typed.some((code) => notice.code.startsWith(code)) ? exit.usage : exit.failed
}
