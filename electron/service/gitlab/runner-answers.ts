import type { RunnerCalls } from '../../../shared/gitlab/runner-calls.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'

export const runnerAnswers = (_desk: Desk): Answers<RunnerCalls> => ({})
