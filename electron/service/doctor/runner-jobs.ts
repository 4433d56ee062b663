import type { Check } from '../../../shared/doctor.ts'
import { sameKey } from '../../../shared/engine.ts'
import type { JobWay } from '../../../shared/gitlab/runner-calls.ts'
import { jobsIn } from '../../../shared/gitlab/runner-jobs.ts'
import { notice } from '../../../shared/notice.ts'
import { configOf, runnersAmong, sceneFor } from '../gitlab/runner-views.ts'
import { check, type Exam } from './scene.ts'

/** Which jobs of a gitlab-runner would still go past the mirror. */
export const runnerJobsExam: Exam = {
  id: 'jobs',
  async look({ status, surveys, settings }) {
    const found = runnersAmong(await surveys())
    if (found.length === 0) return []
    const told = await status()
    return found.flatMap(([survey, facts]) => {
      const { key } = survey
      const { path, config, problem } = configOf(survey, facts)
      // What is wrong with the file itself is told elsewhere.
      if (problem && problem.code !== 'file-forbidden') return []
      if (!config) return [check('jobs', key, path, 'unknown', notice('runner-unseen', { path }))]
      // Nobody who has left its jobs to themselves is alarmed.
      const isChosen = told.engines.some((engine) => sameKey(engine, key) && engine.chosen)
      const results: Readonly<Record<JobWay, Check['result']>> = {
        covered: 'ok',
        bypass: isChosen ? 'problem' : 'note',
        note: 'note',
      }
      return jobsIn(config, sceneFor(facts, settings, told)).flatMap(({ name, findings }) =>
        findings.map(({ way, notice: said }) =>
          check('jobs', key, name, results[way], way === 'covered' ? null : said),
        ),
      )
    })
  },
}
