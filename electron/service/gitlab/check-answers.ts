import type { CheckCalls } from '../../../shared/gitlab/check-calls.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'

/** Checks of a GitLab's registry. What they work with is loaded when the first is asked for. */
export const checkAnswers = ({ tasks }: Desk): Answers<CheckCalls> => ({
  'gitlab.check': ({ task, ...order }) =>
    tasks.run(task, async (signal) => (await import('../../gitlab/check/check.ts')).checkGitlab(order, signal)),
})
