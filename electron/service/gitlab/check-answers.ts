import type { CheckCalls } from '../../../shared/gitlab/check-calls.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'

export const checkAnswers = (_desk: Desk): Answers<CheckCalls> => ({})
