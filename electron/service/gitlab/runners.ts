import { keyOf, engineIds, sameKey, type EngineKey } from '../../../shared/engine.ts'
import type { RunnerHost, RunnerReport } from '../../../shared/gitlab/runner-calls.ts'
import { engineOf, jobsIn } from '../../../shared/gitlab/runner-jobs.ts'
import { clusterSnippets, daemonJsonFor } from '../../../shared/gitlab/runner-snippets.ts'
import { notice, type Notice } from '../../../shared/notice.ts'
import { runningRunners } from '../../engines/gitlab-runner.ts'
import { surveyAll } from '../../switching/survey.ts'
import type { Desk } from '../desk.ts'
import { configOf, mirrorsForJobs, runnersAmong, sceneFor } from './runner-views.ts'

/** Executors whose own dockers read files that are not on this machine. */
const apart: ReadonlySet<string> = new Set(['docker-autoscaler', 'instance', 'docker+machine'])

/** What each runner of this machine is, what it needs, and what would go past the mirror. Writes and pulls nothing. */
export async function readRunners(desk: Desk): Promise<RunnerReport> {
  const [settings, status] = await Promise.all([desk.settings(), desk.status()])
  const keys = status.engines.filter(({ id }) => id === 'gitlab-runner').map(keyOf)
  const found = runnersAmong(await surveyAll(desk.looking, keys, settings, false))
  const here = (key: EngineKey): boolean => status.engines.some((engine) => sameKey(engine, key))
  const looks = found.map(([survey, facts]) => {
    const { path, config, problem } = configOf(survey, facts)
    const host: RunnerHost = {
      engine: survey.key,
      path,
      version: facts.version?.text ?? null,
      runners: config ? jobsIn(config, sceneFor(facts, settings, status)) : [],
      problem,
    }
    const pulling = (config?.runners ?? []).flatMap((runner) => engineOf(runner, facts.scope) ?? []).filter(here)
    return {
      host,
      engines: [...pulling, ...(facts.fits !== false || survey.look.memories.length > 0 ? [survey.key] : [])],
    }
  })
  const elsewhere = await inContainers(desk)
  const executors = looks.flatMap(({ host }) => host.runners.map(({ executor }) => executor))
  const mirrors = found[0] ? mirrorsForJobs(settings, found[0][1]) : []
  const isApart = elsewhere.length > 0 || executors.some((one) => apart.has(one))
  const snippets = [
    ...(isApart ? [daemonJsonFor(mirrors)] : []),
    ...(executors.includes('kubernetes') ? clusterSnippets(mirrors) : []),
  ]
  return {
    hosts: looks.map(({ host }) => host),
    engines: unique(looks.flatMap(({ engines }) => engines)),
    elsewhere,
    snippets: mirrors.length === 0 ? [] : snippets,
  }
}

// The file of one in a container is mounted there from somewhere; where, only its docker knows.
async function inContainers({ looking: { system } }: Desk): Promise<readonly Notice[]> {
  const { processes } = system
  if (!processes) return []
  const all = await runningRunners(processes)
  const seen = await Promise.all(all.map(async ({ pid }) => await processes.sees(pid, '/etc/gitlab-runner')))
  return all.filter((_, at) => seen[at] === false).map(({ pid }) => notice('runner-in-container', { pid }))
}

function unique(keys: readonly EngineKey[]): readonly EngineKey[] {
  return keys
    .filter((key, at) => keys.findIndex((other) => sameKey(other, key)) === at)
    .toSorted((a, b) => engineIds.indexOf(a.id) - engineIds.indexOf(b.id))
}
