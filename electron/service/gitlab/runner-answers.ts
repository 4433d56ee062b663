import type { RunnerCalls } from '../../../shared/gitlab/runner-calls.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'

/** The calls about gitlab-runner; what answers them is loaded when it is asked for. */
export const runnerAnswers = (desk: Desk): Answers<RunnerCalls> => ({
  'gitlab.runner': async () => (await import('./runners.ts')).readRunners(desk),
})
