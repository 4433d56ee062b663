import type { Core } from '../../shared/contract.ts'
import { failure } from '../../shared/errors.ts'
import { hostWays, type HostedMirror, type HostWay } from '../../shared/hosting/contract.ts'
import { idOf } from '../../shared/hosting/hosted-record.ts'
import { parseUpstream } from '../../shared/registry.ts'
import { saysYes } from './ask.ts'
import { exit, print, printJson, type Arguments, type Command } from './command.ts'
import { exportTo } from './host-export.ts'
import { hostedLines, hostedJson, prunedLine } from './host-lines.ts'
import { loginOf, shareOf } from './host-options.ts'
import { withProgress } from './progress.ts'

type Values = Arguments['values']

export const host: Command = {
  summary: 'run a mirror on this machine',
  usage: 'host status | start | stop | logs | prune | export | remove  [UPSTREAM]',
  options: {
    way: { type: 'string' },
    port: { type: 'string' },
    image: { type: 'string' },
    upgrade: { type: 'boolean' },
    hours: { type: 'string' },
    username: { type: 'string' },
    'password-stdin': { type: 'boolean' },
    share: { type: 'boolean' },
    'share-cert': { type: 'string' },
    'share-key': { type: 'string' },
    'no-share': { type: 'boolean' },
    'no-add': { type: 'boolean' },
    lines: { type: 'string' },
    all: { type: 'boolean' },
    data: { type: 'boolean' },
    format: { type: 'string' },
    out: { type: 'string' },
    yes: { type: 'boolean', short: 'y' },
  },
  help: [
    ['UPSTREAM', 'of what it is the mirror; without it, docker.io'],
    ['--way W', `start by this: ${hostWays.join(', ')}; without it, the first that can`],
    ['--port N', 'start there; without it, the first free port from 5000'],
    ['--image REF', 'start this image; without it, distribution’s, from where Docker Hub’s limit does not count'],
    ['--upgrade', 'start the newest image; the old one runs again if that does not answer'],
    ['--hours N', 'keep what was fetched so long, 0 for ever (distribution 3)'],
    ['--username U', 'with --password-stdin: its login at the upstream'],
    ['--share', 'let other machines reach it; --share-cert FILE --share-key FILE for TLS'],
    ['--no-share', 'let them no longer'],
    ['--no-add', 'do not put it on the list of mirrors'],
    ['--lines N', 'with logs; without it, 50'],
    ['--all', 'with prune: delete all that it keeps'],
    ['--data', 'with remove: delete what it keeps as well'],
    ['--format F', 'with export: compose, quadlet or systemd'],
    ['--out DIR', 'with export: write files there, and never over others'],
    ['--yes', 'no question'],
  ],
  async run({ positionals: [action = 'status', named], values }, core) {
    if (!Object.hasOwn(actions, action))
      throw failure('usage', { why: `There is no “host ${action}”.`, help: 'host --help' })
    return await actions[action]!(core, values, named)
  },
}

type Action = (core: Core, values: Values, named: string | undefined) => Promise<number>

const actions: Readonly<Record<string, Action>> = { status, start, stop, logs, prune, export: exportFiles, remove }

async function status(core: Core, values: Values, named: string | undefined): Promise<number> {
  const all = await core.call('host.list', {})
  const shown = named === undefined ? all : all.filter(({ id }) => id === idFrom(named))
  if (named !== undefined && shown.length === 0) throw failure('host-unknown', { id: named })
  if (values.json) printJson({ mirrors: shown.map(hostedJson) })
  else if (shown.length === 0) print('No mirror runs on this machine. Start one: pullcord host start')
  else print(...shown.flatMap(hostedLines))
  return shown.every(({ state }) => state === 'running' || state === 'stopped') ? exit.done : exit.unverified
}

async function start(core: Core, values: Values, named = 'docker.io'): Promise<number> {
  const login = await loginOf(values)
  const order = {
    upstream: named,
    way: wayOf(values),
    port: numberOf(values, 'port', 1024, 65_535),
    image: typeof values.image === 'string' ? values.image : null,
    share: shareOf(values),
    hours: numberOf(values, 'hours', 0, 100_000),
    upgrade: values.upgrade === true,
    add: values['no-add'] !== true,
    ...(login && { login }),
  }
  const mirror = await withProgress(core, (task) => core.call('host.start', { ...order, task }))
  return show(mirror, values)
}

async function stop(core: Core, values: Values, named: string | undefined): Promise<number> {
  show(await core.call('host.stop', { id: idFrom(named) }), values)
  return exit.done
}

async function logs(core: Core, values: Values, named: string | undefined): Promise<number> {
  const lines = numberOf(values, 'lines', 1, 10_000) ?? 50
  const said = await core.call('host.logs', { id: idFrom(named), lines })
  if (values.json) printJson({ lines: said })
  else print(...said)
  return exit.done
}

async function prune(core: Core, values: Values, named: string | undefined): Promise<number> {
  const id = idFrom(named)
  const all = values.all === true
  const question = all
    ? `Delete all that the mirror of ${id} keeps? It is fetched again when it is pulled.`
    : `Stop the mirror of ${id} for a moment, and delete what no image needs any more?`
  if (values.yes !== true && !(await saysYes(question))) return exit.unauthorised
  const { mirror, freed } = await withProgress(core, (task) => core.call('host.prune', { id, all, task }))
  if (values.json) printJson({ freed, mirror: hostedJson(mirror) })
  else print(prunedLine(freed), ...hostedLines(mirror))
  return exit.done
}

// Whoever takes its port meanwhile is asked instead.
const stillUsed = 'Engines keep it until you turn on again, or off.'

async function remove(core: Core, values: Values, named: string | undefined): Promise<number> {
  const id = idFrom(named)
  const data = values.data === true
  const question = `Remove the mirror of ${id}${data ? ' with all that it keeps' : '; what it keeps stays'}? ${stillUsed}`
  if (values.yes !== true && !(await saysYes(question))) return exit.unauthorised
  const left = await core.call('host.remove', { id, data })
  if (values.json) printJson({ mirrors: left.map(hostedJson) })
  else print(`The mirror of ${id} is gone, and off the list. ${stillUsed}`)
  return exit.done
}

async function exportFiles(core: Core, values: Values, named: string | undefined): Promise<number> {
  return await exportTo(core, idFrom(named), values)
}

function show(mirror: HostedMirror, values: Values): number {
  if (values.json) printJson(hostedJson(mirror))
  else print(...hostedLines(mirror))
  return mirror.state === 'running' ? exit.done : exit.unverified
}

function idFrom(named = 'docker.io'): string {
  const upstream = parseUpstream(named)
  return upstream.ok ? idOf(upstream.value) : named
}

function wayOf({ way }: Values): HostWay | null {
  if (way === undefined) return null
  const found = hostWays.find((one) => one === way)
  if (!found) throw failure('usage', { why: `--way is one of ${hostWays.join(', ')}.`, help: 'host --help' })
  return found
}

function numberOf(values: Values, name: string, from: number, to: number): number | null {
  if (values[name] === undefined) return null
  const value = Number(values[name])
  if (Number.isInteger(value) && value >= from && value <= to) return value
  throw failure('usage', { why: `--${name} takes a number from ${from} to ${to}.`, help: 'host --help' })
}
