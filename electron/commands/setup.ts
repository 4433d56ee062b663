import type { Core, PlanView, SwitchReport, Verification } from '../../shared/contract.ts'
import { typedName } from '../../shared/engine-names.ts'
import type { EngineKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import {
  enginesToFollow,
  firstEngine,
  firstImage,
  setUp,
  type MirrorSource,
  type SetupStep,
} from '../../shared/setup/setup.ts'
import { saysYes } from './ask.ts'
import { exit, print, printJson, type Arguments, type Command } from './command.ts'
import { isLeaveMissing } from './leave-missing.ts'
import { withProgress } from './progress.ts'
import { reportJson } from './json.ts'
import { reportLines } from './report-lines.ts'
import { chooseSource } from './setup-source.ts'
import { verificationJson, verificationLines } from './verification-lines.ts'
import { planLines } from './words.ts'

export const setup: Command = {
  summary: 'from nothing to a proven pull: asks for the mirror, or runs one here',
  usage: 'setup [--mirror [UPSTREAM=]URL | --here [--upstream U]]',
  options: {
    mirror: { type: 'string' },
    here: { type: 'boolean' },
    upstream: { type: 'string' },
    insecure: { type: 'boolean' },
    ca: { type: 'string' },
    image: { type: 'string' },
    'no-proof': { type: 'boolean' },
    all: { type: 'boolean' },
    yes: { type: 'boolean', short: 'y' },
  },
  help: [
    ['--mirror URL', 'the mirror that your team has; --insecure and --ca as for “on”'],
    ['--here', 'run one on this computer'],
    ['--upstream U', 'with --here: what it is to mirror; docker.io unless said'],
    ['--image IMAGE', 'what to pull for the proof; a small one of docker.io unless said'],
    ['--no-proof', 'pull nothing'],
    ['--all', 'switch the other engines too, without asking'],
    ['--yes', 'ask nothing; with --mirror or --here that is all a script needs'],
  ],
  async run({ values }, core) {
    const isAsking = process.stdin.isTTY && !values.json && values.yes !== true
    const source = await chooseSource(values, core, isAsking)
    const shown = await promise(source, values, core)
    if (isAsking && shown && !(await saysYes('Do this?'))) throw failure('setup-declined')
    const upstream = source.kind === 'team' ? source.draft.upstream : source.upstream
    const image = values['no-proof'] ? null : typeof values.image === 'string' ? values.image : firstImage(upstream)
    const tools = { call: core.call, begin: begin(values), ...(shown && { expect: shown.id }) }
    const work = (task: string) => setUp(source, image, { ...tools, task })
    const result = await (values.json ? work('setup') : withProgress(core, work))
    const others = await follow(result.rest, isAsking, values, core)
    const reports = [result.report, others].filter((one) => one !== null)
    if (values.json) printJson(json(result, reports))
    else print(...told(result, others, image, result.rest))
    return ending(reports, result.verification, image)
  },
}

const doing: Readonly<Record<SetupStep, string>> = {
  mirror: 'The mirror…',
  engine: 'The first engine…',
  proof: 'Pulling once, to see that it comes through the mirror…',
}

// What goes on is for whoever watches, and in nobody's pipe.
const begin =
  ({ json: isJson }: Arguments['values']) =>
  (step: SetupStep): void => {
    if (!isJson) process.stderr.write(`${doing[step]}\n`)
  }

// Of a mirror that is yet to be run here the address is not known, so what files will hold cannot be shown.
async function promise(
  source: MirrorSource,
  { json: isJson }: Arguments['values'],
  core: Core,
): Promise<PlanView | null> {
  if (source.kind !== 'team' || isJson) return null
  const first = firstEngine(await core.call('status.read', { probe: false }))
  if (first === null) return null
  const order = { to: 'on', engines: [first], mirrors: [source.draft], keepTheirs: null, strict: null } as const
  const plan = await core.call('switch.plan', order)
  print(...planLines(plan), '')
  return plan
}

// The others need root, or reload something: their diff comes first.
async function follow(
  rest: readonly EngineKey[],
  isAsking: boolean,
  { all }: Arguments['values'],
  core: Core,
): Promise<SwitchReport | null> {
  if (rest.length === 0 || (!isAsking && all !== true)) return null
  const order = { to: 'on', engines: rest, mirrors: null, keepTheirs: null, strict: null } as const
  const plan = await core.call('switch.plan', order)
  if (isAsking && all !== true) {
    print('', 'The other engines:', ...planLines(plan), '')
    if (plan.changes.length === 0 || !(await saysYes('Switch these too?'))) return null
  }
  return await core.call('switch.set', { ...order, expect: plan.id, accept: false, check: false })
}

function told(
  { report, verification, url }: Awaited<ReturnType<typeof setUp>>,
  others: SwitchReport | null,
  image: string | null,
  rest: readonly EngineKey[],
): readonly string[] {
  const last = others ?? report
  const waiting = last ? enginesToFollow(last.status) : rest
  return [
    ...(report ? reportLines(report) : [`${url} is on the list. No podman was found to begin with.`]),
    ...(verification ? ['', ...verificationLines(verification)] : []),
    ...(report && image === null ? ['', 'Nothing was pulled. Prove it: pullcord verify --pull IMAGE'] : []),
    ...(others ? ['', ...reportLines(others)] : []),
    ...(waiting.length > 0
      ? ['', `Not yet: ${waiting.map(typedName).join(', ')}. Their diff: pullcord plan on. Then: pullcord on`]
      : []),
  ]
}

function json(
  { url, verification, rest }: Awaited<ReturnType<typeof setUp>>,
  reports: readonly SwitchReport[],
): unknown {
  return {
    mirror: url,
    changed: reports.some(({ changed }) => changed),
    reports: reports.map(reportJson),
    proof: verification && verificationJson(verification),
    rest,
  }
}

function ending(reports: readonly SwitchReport[], verification: Verification | null, image: string | null): number {
  const failed = reports.flatMap(({ engines }) => engines.flatMap((engine) => engine.failure ?? []))
  if (failed.length > 0) return failed.every(isLeaveMissing) ? exit.unauthorised : exit.failed
  return reports.length === 0 || (image !== null && verification?.reached !== 'proven') ? exit.unverified : exit.done
}
