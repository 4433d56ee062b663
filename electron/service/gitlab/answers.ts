import type { GitlabCalls } from '../../../shared/gitlab/contract.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'
import { authConfigAnswers } from './auth-answers.ts'
import { checkAnswers } from './check-answers.ts'
import { kitAnswers } from './kit-answers.ts'
import { runnerAnswers } from './runner-answers.ts'

/** The calls about GitLab; each part is loaded when it is asked for. */
export const gitlabAnswers = (desk: Desk): Answers<GitlabCalls> => ({
  ...authConfigAnswers(desk),
  ...runnerAnswers(desk),
  ...kitAnswers(desk),
  ...checkAnswers(desk),
})
