import type { Core, PlanView, SwitchOrder, SwitchReport } from '../../shared/contract.ts'
import { typedName } from '../../shared/engine-names.ts'
import { AppError, asAppError, failure } from '../../shared/errors.ts'
import { exit, print, printJson, texts, type Arguments, type Command } from './command.ts'
import { draftOf } from './draft.ts'
import { planJson, reportJson } from './json.ts'
import { isLeaveMissing } from './leave-missing.ts'
import { reportLines } from './report-lines.ts'
import { planLines } from './words.ts'

const mirrorOptions: Command['options'] = {
  mirror: { type: 'string', multiple: true },
  insecure: { type: 'boolean' },
  ca: { type: 'string' },
  'drop-theirs': { type: 'boolean' },
  'keep-theirs': { type: 'boolean' },
  strict: { type: 'boolean' },
  'no-strict': { type: 'boolean' },
}

const mirrorHelp: Command['help'] = [
  ['--mirror U=URL', 'a mirror of upstream U; several in the order in which they are tried'],
  ['--insecure', 'do not verify the TLS certificate of the mirrors named here'],
  ['--ca FILE', 'the authority that signed their certificate (PEM)'],
  ['--drop-theirs', 'do not keep mirrors configured by hand behind ours (--keep-theirs undoes that)'],
  ['--strict', 'never ask the upstream itself, also where its mirrors fail (--no-strict undoes that)'],
]

const writeOptions: Command['options'] = { 'dry-run': { type: 'boolean' }, yes: { type: 'boolean', short: 'y' } }
const writeHelp: Command['help'] = [
  ['--dry-run', 'only show what would change'],
  ['--yes', 'agree to what the plan asks for: restarting podman’s service, loading pending edits'],
]

export const on: Command = {
  summary: 'send the engines to the mirrors',
  usage: 'on [--mirror UPSTREAM=URL]… [--engine E,…]',
  options: { ...mirrorOptions, ...writeOptions, 'no-check': { type: 'boolean' } },
  help: [...mirrorHelp, ...writeHelp, ['--no-check', 'do not ask the mirrors first']],
  run: (args, core) => (args.values['dry-run'] ? showPlan('on', args, core) : turn('on', args, core)),
}

export const off: Command = {
  summary: 'put every file back as it was',
  usage: 'off [--engine E,…]',
  options: writeOptions,
  help: writeHelp,
  run: (args, core) => (args.values['dry-run'] ? showPlan('off', args, core) : turn('off', args, core)),
}

export const plan: Command = {
  summary: 'the diff, nothing written; ends with 3 when changes are pending',
  usage: 'plan on|off [--mirror UPSTREAM=URL]…',
  options: mirrorOptions,
  help: mirrorHelp,
  async run(args, core) {
    const [to] = args.positionals
    if (to !== 'on' && to !== 'off') throw failure('usage', { why: 'Say which plan: on or off.', help: 'plan --help' })
    return await showPlan(to, args, core)
  },
}

/** Shows what a turn would change; `engines` names them where the command line does not. */
export async function showPlan(
  to: 'on' | 'off',
  { values }: Arguments,
  core: Core,
  engines: SwitchOrder['engines'] = null,
): Promise<number> {
  return showView(await core.call('switch.plan', { ...(await order(to, values)), engines }), values)
}

/** Prints a plan; ends with 3 where something is pending. */
export function showView(view: PlanView, values: Arguments['values']): number {
  if (values.json) printJson(planJson(view))
  else print(...planLines(view))
  if (view.refused.length > 0) return exit.failed
  return view.changes.length + view.reloads.length > 0 ? exit.unverified : exit.done
}

/** Turns engines on or off, and says how each fared. */
export async function turn(
  to: 'on' | 'off',
  { values }: Arguments,
  core: Core,
  engines: SwitchOrder['engines'] = null,
): Promise<number> {
  const check = values['no-check'] !== true
  const report = await core
    .call('switch.set', { ...(await order(to, values)), engines, expect: null, accept: values.yes === true, check })
    .catch(mentionNoCheck)
  if (values.json) printJson(reportJson(report))
  else print(...reportLines(report), ...retryLines(report, values.root))
  return outcomeOf(report)
}

/** How a change ended, for scripts. */
export function outcomeOf(report: SwitchReport): number {
  const failed = report.engines.flatMap((engine) => engine.failure ?? [])
  if (failed.length === 0) return exit.done
  return failed.every(isLeaveMissing) ? exit.unauthorised : exit.failed
}

/** The way round a mirror that was asked and found wanting is this face's own. */
export function mentionNoCheck(error: unknown): never {
  const { notice } = asAppError(error)
  if (!notice.code.startsWith('mirror-')) throw error
  throw new AppError({ ...notice, hint: `${notice.hint} Nothing was changed; --no-check turns on all the same.` })
}

// After a partial success the others need not be asked again; what names a command of its own has said it already.
function retryLines({ to, engines }: SwitchReport, root: unknown): readonly string[] {
  const failed = engines.filter(({ failure: why }) => why !== null && typeof why.values['command'] !== 'string')
  if (failed.length === 0 || engines.every(({ failure: why }) => why !== null)) return []
  const below = typeof root === 'string' ? ` --root ${root}` : ''
  const byScope = Map.groupBy(failed, ({ engine }) => engine.scope)
  const commands = [...byScope].map(
    ([scope, some]) =>
      `  pullcord ${to} --engine ${some.map(({ engine }) => typedName(engine)).join(',')} --scope ${scope}${below}`,
  )
  const done = engines.length - engines.filter(({ failure: why }) => why !== null).length
  return ['', `${done} of ${engines.length} engines followed. To try only the others again:`, ...commands]
}

async function order(to: 'on' | 'off', values: Arguments['values']): Promise<SwitchOrder> {
  const named = texts(values.mirror)
  if (named.length === 0 && (values.insecure || values.ca !== undefined)) {
    throw failure('usage', { why: '--insecure and --ca belong to a --mirror.', help: `${to} --help` })
  }
  const drafts = await Promise.all(named.map((text) => draftOf(text, values)))
  const keepTheirs = values['drop-theirs'] ? false : values['keep-theirs'] ? true : null
  const strict = values['no-strict'] ? false : values.strict ? true : null
  return { to, engines: null, mirrors: drafts.length === 0 ? null : drafts, keepTheirs, strict }
}
