import type { Core } from '../../shared/contract.ts'
import { engineName, nameWords } from '../../shared/engine-names.ts'
import { formatKey } from '../../shared/engine.ts'
import { failure } from '../../shared/errors.ts'
import { foldNotes } from '../../shared/gitlab/common-notes.ts'
import type { JobFinding, JobWay, RunnerHost, RunnerReport, RunnerSnippet } from '../../shared/gitlab/runner-calls.ts'
import { exit, print, printJson, type Arguments, type Command } from './command.ts'
import { off, on, showPlan, turn } from './switch.ts'
import { noticeLines } from './words.ts'

export const gitlabRunner: Command = {
  summary: 'a gitlab-runner host set up for the mirror',
  usage: 'runner [status] | runner plan|on|off [--mirror UPSTREAM=URL]…',
  options: { ...on.options, ...off.options },
  help: [
    ['', 'status: where jobs get images, and what would go past the mirror'],
    ['', 'plan, on, off: this machine’s docker or podman and its gitlab-runner together'],
  ],
  async run(args, core) {
    const [verb = 'status', to = 'on'] = args.positionals
    const report = await core.call('gitlab.runner', {})
    if (verb === 'status') return tell(report, args)
    if (verb === 'plan' && (to === 'on' || to === 'off')) return await showPlan(to, args, core, named(report))
    if (verb !== 'on' && verb !== 'off')
      throw failure('usage', { why: 'Say what: status, plan, on or off.', help: 'gitlab --help' })
    return await change(verb, report, args, core)
  },
}

async function change(to: 'on' | 'off', report: RunnerReport, args: Arguments, core: Core): Promise<number> {
  const go = args.values['dry-run'] ? showPlan : turn
  return await go(to, args, core, named(report))
}

function named({ engines, elsewhere }: RunnerReport): RunnerReport['engines'] {
  if (engines.length > 0) return engines
  const why = elsewhere[0]?.message ?? 'No gitlab-runner was found on this machine.'
  throw failure('runner-none', { why })
}

function tell(report: RunnerReport, { values }: Arguments): number {
  if (values.json) printJson(json(report))
  else print(...lines(report))
  return exit.done
}

const marks: Readonly<Record<JobWay, string>> = { covered: '●', bypass: '▲', note: '·' }

const titles: Readonly<Record<RunnerSnippet['kind'], string>> = {
  'daemon-json': 'For /etc/docker/daemon.json where those Dockers run:',
  'config-map': 'For the cluster: kubectl apply, in the namespace of the jobs:',
  'config-toml': 'Below [runners.kubernetes] in config.toml:',
}

function lines({ hosts, elsewhere, snippets, engines }: RunnerReport): readonly string[] {
  if (hosts.length === 0 && elsewhere.length === 0) return ['No gitlab-runner was found on this machine.']
  const names = engines.map((key) => engineName(key, engines, nameWords.en))
  return [
    ...hosts.flatMap(hostLines),
    ...elsewhere.flatMap(noticeLines),
    ...snippets.flatMap(({ kind, text }) => ['', titles[kind], text.trimEnd()]),
    ...(names.length === 0 ? [] : ['', `pullcord gitlab runner on turns on: ${names.join(', ')}`]),
  ]
}

function hostLines({ path, version, runners: all, problem, engine }: RunnerHost): readonly string[] {
  const { runners, common } = foldNotes(all)
  return [
    `${formatKey(engine)} ${version ?? ''}`.trimEnd(),
    `  ${path}`,
    ...(problem ? noticeLines(problem) : []),
    ...(problem === null && runners.length === 0 ? ['  No runner is registered there.'] : []),
    ...runners.flatMap(({ name, executor, findings }) => ['', `${name} (${executor})`, ...findings.flatMap(finding)]),
    ...(common.length === 0 ? [] : ['', 'Of several of them:', ...common.flatMap(finding)]),
  ]
}

function finding({ way, notice: { message, hint } }: JobFinding): readonly string[] {
  return [`  ${marks[way]} ${message}`, ...(way === 'covered' || hint === '' ? [] : [`    ${hint}`])]
}

/** `pullcord gitlab runner --json`: keys may come, none goes. */
function json({ hosts, engines, elsewhere, snippets }: RunnerReport): unknown {
  return {
    runners: hosts.flatMap(({ engine, path, version, runners }) =>
      runners.map(({ name, executor, findings }) => ({
        engine: formatKey(engine),
        path,
        version,
        name,
        executor,
        findings: findings.map(({ way, notice }) => ({
          way,
          code: notice.code,
          reason: notice.message,
          remedy: notice.hint,
        })),
      })),
    ),
    problems: [...hosts.flatMap(({ problem }) => problem ?? []), ...elsewhere].map(({ code, message, hint }) => ({
      code,
      reason: message,
      remedy: hint,
    })),
    engines: engines.map(formatKey),
    snippets,
  }
}
