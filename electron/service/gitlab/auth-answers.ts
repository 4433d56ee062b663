import type { AuthConfigCalls } from '../../../shared/gitlab/auth-calls.ts'
import type { Answers } from '../calls.ts'
import type { Desk } from '../desk.ts'

export const authConfigAnswers = (_desk: Desk): Answers<AuthConfigCalls> => ({})
