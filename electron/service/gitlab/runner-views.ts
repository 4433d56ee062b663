import { parseRunnerConfig, type RunnerConfig } from '../../../shared/codecs/runner-config.ts'
import type { EngineState, Status } from '../../../shared/contract.ts'
import { sameKey } from '../../../shared/engine.ts'
import { gitlabRunner } from '../../../shared/engines/gitlab-runner.ts'
import type { GitlabRunnerFacts } from '../../../shared/facts.ts'
import type { JobScene } from '../../../shared/gitlab/runner-jobs.ts'
import type { Notice } from '../../../shared/notice.ts'
import { endpointOf, type Mirror } from '../../../shared/registry.ts'
import type { Settings } from '../../../shared/settings.ts'
import { targetPath } from '../../../shared/targets.ts'
import type { Survey } from '../../switching/survey.ts'

const inUse: ReadonlySet<EngineState> = new Set(['configured', 'loaded', 'proven'])

/** The gitlab-runners among what was surveyed. */
export function runnersAmong(surveys: readonly Survey[]): readonly (readonly [Survey, GitlabRunnerFacts])[] {
  return surveys.flatMap((one) => (one.facts.id === 'gitlab-runner' ? [[one, one.facts] as const] : []))
}

/** The config.toml of a survey, read; or why it cannot be. */
export function configOf(
  { look, place }: Survey,
  { scope }: GitlabRunnerFacts,
): { readonly path: string; readonly config: RunnerConfig | null; readonly problem: Notice | null } {
  const path = targetPath({ kind: 'gitlab-runner-toml', scope }, place.system.disk.places)
  const state = look.files.files.get(path)
  if (state?.kind === 'refused') return { path, config: null, problem: state.notice }
  const parsed = parseRunnerConfig(path, state?.kind === 'text' ? state.text : '')
  return parsed.ok
    ? { path, config: parsed.value, problem: null }
    : { path, config: null, problem: parsed.refusal.notice }
}

/** The mirrors of the list that a Docker inside a job could use. */
export function mirrorsForJobs({ mirrors }: Settings, facts: GitlabRunnerFacts): readonly Mirror[] {
  return mirrors.filter((mirror) => gitlabRunner.supports(mirror, { ...facts, fits: true }).ok)
}

/** What must be known to say where jobs get images. */
export function sceneFor(facts: GitlabRunnerFacts, settings: Settings, { engines }: Status): JobScene {
  const [mirror] = mirrorsForJobs(settings, facts)
  return {
    scope: facts.scope,
    mirror: mirror ? { url: mirror.url, host: endpointOf(mirror).host } : null,
    uses: (key) => {
      const found = engines.find((engine) => sameKey(engine, key))
      return found ? inUse.has(found.state) && found.mirrors.length > 0 : null
    },
  }
}
